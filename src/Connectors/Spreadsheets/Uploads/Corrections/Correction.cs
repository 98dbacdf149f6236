using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;

/// <summary>The file that corrected rows belong to (原文件), as it now stands; or why there is none.</summary>
/// <param name="File">With what was corrected in it before; null: the dealer has sent no such file.</param>
/// <param name="AsSent">As it came; null: nothing was corrected in it before.</param>
/// <param name="IsOthers">There is one, of another dealer.</param>
public sealed record OriginalFile(OpenedFile? File, OpenedFile? AsSent = null, bool IsOthers = false);

/// <summary>
/// Rows that a dealer corrected on our sheet of them and sent back (更正回传): merged by row key into the file they came
/// from, which is then read as if it had been sent whole. Pure: it reads no file and stores nothing.
/// </summary>
public sealed class Correction
{
    /// <summary>Code of the finding that a row had no problem any more, so that a change of it was not taken.</summary>
    public const string AlreadyCorrected = "already-corrected";

    private readonly OpenedFile sent;
    private readonly CorrectionSheet sheet;

    private Correction(OpenedFile sent, CorrectionSheet sheet)
    {
        this.sent = sent;
        this.sheet = sheet;
        Original = sheet.Rows.Where(r => r.Key is not null).GroupBy(r => r.Key!.File)
            .MaxBy(g => g.Count())?.Key;
        var names = sheet.Rows.Where(r => r.Key is not null).Select(r => r.Key!.Sheet).ToHashSet();
        IsAlone = !sent.Sheets.Any(
            s => s.Name != sheet.Name && (names.Count == 0 ? !s.Hidden : names.Contains(s.Name)));
    }

    /// <summary>Beginning of the SHA-256 of the file whose rows are corrected; null where no row has a key.</summary>
    public string? Original { get; }

    /// <summary>The rows came without the sheet that they belong to.</summary>
    public bool IsAlone { get; }

    /// <summary>Null: the file holds no rows to correct.</summary>
    public static Correction? In(OpenedFile file) =>
        CorrectionSheet.Find(file.Sheets) is { } sheet ? new Correction(file, sheet) : null;

    /// <summary>Merges the rows into the file they belong to.</summary>
    /// <param name="original">What <see cref="Original"/> names.</param>
    /// <param name="open">Sheet and number of the rows that are to be corrected.</param>
    public CorrectedFile Merge(OriginalFile original, IReadOnlySet<(string Sheet, int Row)> open)
    {
        var merge = new CorrectionMerge(sheet, Original, original);
        var rest = sent.Sheets.Where(s => s.Name != sheet.Name).ToList();
        if (IsAlone)
        {
            merge.Alone(open);
        }
        else
        {
            merge.Beside(rest);
        }

        var into = IsAlone ? original.File?.Sheets ?? [] : rest;
        return new CorrectedFile(
            sent.With([.. into.Select(s => merge.Taken.TryGetValue(s.Name, out var rows)
                ? OverlaidSheet.Of(s, rows)
                : s)]),
            new CorrectionOutcome(IsAlone, Original, sheet.Name, sheet.Rows, merge.Taken),
            [.. sheet.Problems, .. merge.Problems]);
    }
}

/// <summary>A file with its corrections in place (已更正文件).</summary>
public sealed class CorrectedFile
{
    private readonly CorrectionOutcome outcome;
    private readonly IReadOnlyList<UploadProblem> problems;

    internal CorrectedFile(OpenedFile file, CorrectionOutcome outcome, IReadOnlyList<UploadProblem> problems)
    {
        File = file;
        this.outcome = outcome;
        this.problems = problems;
    }

    /// <summary>To be read as if it had come just so.</summary>
    public OpenedFile File { get; }

    /// <summary>Adds to what reading it has come to what became of the corrections.</summary>
    public UploadReading Finish(UploadReading reading) => CorrectedReading.Of(reading, outcome, problems);
}
