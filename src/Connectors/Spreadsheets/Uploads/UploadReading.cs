using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Spreadsheets.Answers;
using DealerIntegration.Connectors.Spreadsheets.Gate;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>What became of a file (处理结论).</summary>
public enum UploadVerdict
{
    Accepted,
    AcceptedWithRejects,
    Refused,
}

/// <summary>
/// A problem of a file and where it stands (问题). Without row and column it concerns the sheet or the whole file.
/// </summary>
public sealed record UploadProblem(Finding Finding)
{
    public string? Sheet { get; init; }

    public int? Row { get; init; }

    public int? Column { get; init; }

    /// <summary>Heading of the column, as the dealer wrote it.</summary>
    public string? Heading { get; init; }

    public string? Value { get; init; }

    /// <summary>Number of the document the row belongs to.</summary>
    public string? Key { get; init; }

    /// <summary>A warning is shown and refuses nothing.</summary>
    public CheckSeverity Severity { get; init; } = CheckSeverity.Error;

    public string? Address => (Row, Column) switch
    {
        ({ } row, { } column) => CellAddress.Of(row, column),
        ({ } row, null) => row.ToString(),
        _ => null,
    };
}

/// <summary>A total the dealer wrote against the sum of the lines that were read (控制合计).</summary>
public sealed record ControlSum(string Name, string? Sheet, int? Row, int? Column, decimal Stated, decimal Computed)
{
    public bool Agrees => Stated == Computed;
}

/// <summary>A document of a file that was taken, and where it begins (已接收单据).</summary>
public sealed record AcceptedDocument(string Key, Place Place, int Lines);

/// <summary>All that reading one file has brought to light (读取结果), without its rows.</summary>
public sealed record UploadReading
{
    public required string FileName { get; init; }

    public required string DealerCode { get; init; }

    public required FileKind Kind { get; init; }

    public required UploadVerdict Verdict { get; init; }

    /// <summary>What the file was recognised as; null where it was refused before that.</summary>
    public UploadDefinition? Definition { get; init; }

    /// <summary>Given where the file is one of our own statements that came back.</summary>
    public AnsweredStatement? Statement { get; init; }

    public string? Dataset => Statement is null ? Definition?.Dataset : AnsweredStatement.Dataset;

    internal Bilingual? Title =>
        Statement is null ? Definition?.Title : new("对账单答复", "answer to a statement");

    /// <summary>
    /// Accepted documents in the order of the dataset's fields, where the file was read into memory; empty when the
    /// file is refused, and when its documents went to a sink.
    /// </summary>
    public IReadOnlyList<MappedDocument> Documents { get; init; } = [];

    /// <summary>The first documents that were accepted, where rows are grouped into documents.</summary>
    public IReadOnlyList<AcceptedDocument> Accepted { get; init; } = [];

    public IReadOnlyList<UploadProblem> Problems { get; init; } = [];

    public IReadOnlyList<ControlSum> ControlSums { get; init; } = [];

    /// <summary>What was seen and deliberately not read, or read although it was hidden.</summary>
    public IReadOnlyList<Bilingual> Notes { get; init; } = [];

    /// <summary>What has changed in the layout since the dealer's last file of the kind.</summary>
    public Bilingual? Drift { get; init; }

    /// <summary>The layout that was read, to be compared with the next file; null where no table was found.</summary>
    public Recognition.RememberedLayout? Layout =>
        Tables.FirstOrDefault(t => t.Heading is not null) is { } table
            ? Recognition.RememberedLayout.Of(table)
            : null;

    public Tally Tally { get; init; } = Tally.Empty;

    /// <summary>Rows of data, without headings, totals, notes and blank rows.</summary>
    public long RowsRead => Tally.Records;

    /// <summary>Header row and sheet of each table that was read.</summary>
    internal IReadOnlyList<TableLayout> Tables { get; init; } = [];

    /// <summary>The problems as rows for the hub's books, in English; a warning is none.</summary>
    public IReadOnlyList<RejectedRow> Rejected =>
        [.. Errors.Select(ToRow)];

    /// <summary>What keeps rows, or the file, from being taken.</summary>
    internal IEnumerable<UploadProblem> Errors => Problems.Where(p => p.Severity == CheckSeverity.Error);

    /// <summary>How many things were noticed that refuse nothing.</summary>
    public int Warnings => Problems.Count(p => p.Severity == CheckSeverity.Warning);

    /// <summary>Given where rows that we had sent back came in again, corrected.</summary>
    internal CorrectionOutcome? Corrected { get; init; }

    private RejectedRow ToRow(UploadProblem p) => new(
        Dataset ?? "",
        p.Key,
        new Place(FileName, p.Sheet, p.Row, p.Column is { } column ? CellAddress.Letters(column) : null),
        p.Value,
        p.Finding.Code,
        p.Finding.Message.English,
        p.Finding.Remedy.English)
    {
        MessageChinese = p.Finding.Message.Chinese, RemedyChinese = p.Finding.Remedy.Chinese,
    };
}
