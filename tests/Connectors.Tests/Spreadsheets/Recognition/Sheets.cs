using System.Globalization;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Codes;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Recognition;

/// <summary>Sheets written down as text, a line a row and a bar between cells, as the eye sees them.</summary>
internal static class Sheets
{
    /// <summary>Digits become number cells, yyyy-MM-dd date cells, 'quoted stays text, nothing stays blank.</summary>
    public static SheetGrid Of(params string[] lines) => new("Sheet1", Hidden: false,
    [
        .. lines.Select((line, i) => Row(i + 1, line.Split('|'))).OfType<GridRow>(),
    ]);

    public static LayoutResult Find(IUploadKnowledge? knowledge, params string[] lines) =>
        LayoutFinder.Find([Of(lines)], Books.Definitions, knowledge ?? new KnownGoods());

    /// <summary>The kind and "field=column" of each field, by name; or the codes of what is asked.</summary>
    public static string Told(LayoutResult found) => found.Problems.Count > 0
        ? string.Join(' ', found.Problems.Select(p => $"{p.Finding.Code}:{p.Heading}").Order(StringComparer.Ordinal))
        : $"{found.Definition!.Title.English}: "
          + string.Join(' ', found.Tables[0].Columns.OrderBy(c => c.Field).ThenBy(c => c.Sign)
              .Select(c => $"{c.Field}={CellAddress.Letters(c.Column)}"));

    private static GridRow? Row(int number, string[] texts)
    {
        var cells = texts.Select((text, i) => Cell(number, i + 1, text.Trim())).OfType<GridCell>().ToList();
        return cells.Count == 0 ? null : new GridRow(number, Hidden: false, cells);
    }

    private static GridCell? Cell(int row, int column, string text) =>
        text.Length == 0 ? null
        : text[0] == '\'' ? new GridCell(row, column, text[1..], CellKind.Text)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new GridCell(row, column, text, CellKind.Date, Date: date)
        : decimal.TryParse(
            text, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var n)
            ? new GridCell(row, column, text, CellKind.Number, n)
        : new GridCell(row, column, text, CellKind.Text);
}

/// <summary>A hub that knows the products P-0001 to P-9999, two barcodes, and what a test adds.</summary>
internal sealed class KnownGoods : IUploadKnowledge
{
    public Period Period { get; init; } = new(2026, 10);

    public DateOnly ReceivedOn { get; init; } = new(2026, 11, 2);

    public DealerCodes Codes { get; init; } = DealerCodes.None;

    public IReadOnlyList<RememberedLayout> Layouts { get; init; } = [];

    public bool IsProduct(string code) => code.Length == 6 && code.StartsWith("P-", StringComparison.Ordinal);

    public bool IsDealer(string code) => code is "D001" or "D002";

    public string? ProductOf(string barcode) => barcode switch
    {
        "6901234567892" => "P-0001",
        "6901234000016" => "P-0002",
        _ => null,
    };

    public IReadOnlyList<NearProduct> Nearest(string code, string? name) =>
        name == "酱油" ? [new NearProduct("P-0001", "酱油 500ml")] : [];
}
