using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Spreadsheets.Draws;

/// <summary>A row of a file of drawings (返利使用明细), as written; null where the file has no such column.</summary>
public sealed record DrawRow(
    int Row, string Dealer, decimal Amount, string Reference, string? Currency, string? Form);

/// <summary>
/// Reads a file of drawings from the rebate pool (返利使用文件): columns dealer, amount and reference, if wanted currency
/// and form. CSV or a workbook's first sheet; every problem is named with its cell.
/// </summary>
public sealed record DrawFile(IReadOnlyList<DrawRow> Rows, IReadOnlyList<string> Problems)
{
    private static readonly string[] Required = ["dealer", "amount", "reference"];

    private static readonly string[] Optional = ["currency", "form"];

    public static DrawFile Read(OpenedFile file)
    {
        var name = file.Name;
        if (file.Refusal is { } refusal)
        {
            return new DrawFile([], [$"{name}: {refusal.Message.English} {refusal.Remedy.English}"]);
        }

        return file.Sheets.FirstOrDefault(s => !s.Hidden) is { Head.Count: > 0 } sheet
            ? Read(name, sheet.Head[0], sheet)
            : new DrawFile(
                [], [$"{name}: is empty; write a header {string.Join(",", Required)} and a row for each draw."]);
    }

    private static DrawFile Read(string name, GridRow header, SheetGrid sheet)
    {
        var problems = new List<string>();
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var cell in header.Cells)
        {
            var heading = CellText.Heading(cell.Text);
            if (!Required.Contains(heading) && !Optional.Contains(heading))
            {
                problems.Add(
                    $"{name} {cell.Address}: there is no column '{cell.Text}'; there are "
                    + $"{string.Join(", ", Required)}, and if wanted {string.Join(", ", Optional)}.");
            }
            else if (!columns.TryAdd(heading, cell.Column))
            {
                problems.Add($"{name} {cell.Address}: the column '{heading}' is there twice; keep one.");
            }
        }

        problems.AddRange(Required.Where(c => !columns.ContainsKey(c)).Select(
            c => $"{name} row {header.Number}: the column '{c}' is missing; add it to the header."));
        if (problems.Count > 0)
        {
            return new DrawFile([], problems);
        }

        var read = sheet.Rows.Skip(1).Select(row => Row(name, row, columns, problems)).OfType<DrawRow>().ToList();
        if (sheet.Head.Count == 1)
        {
            problems.Add($"{name}: has no row below its header; write one for each draw.");
        }

        return new DrawFile(problems.Count > 0 ? [] : read, problems);
    }

    private static DrawRow? Row(string name, GridRow row, Dictionary<string, int> columns, List<string> problems)
    {
        string? Text(string column) =>
            columns.TryGetValue(column, out var at) && row.At(at) is { } cell ? CellText.Fold(cell.Text) : null;
        string At(string column) => $"{name} {CellAddress.Of(row.Number, columns[column])}";
        var before = problems.Count;
        foreach (var column in Required.Where(c => Text(c) is null))
        {
            problems.Add($"{At(column)}: there is no {column}; fill the cell or delete the row.");
        }

        var amount = 0m;
        if (Text("amount") is { } written && (!Reading.AmountText.TryParse(written, out amount) || amount <= 0m))
        {
            problems.Add($"{At("amount")}: '{written}' is no amount above zero; write for example 2500.00.");
        }

        var currency = Text("currency")?.ToUpperInvariant();
        if (currency is not null && !CurrencyCodes.Exists(currency))
        {
            problems.Add($"{At("currency")}: '{currency}' is no currency of ISO 4217; write for example CNY.");
        }

        return problems.Count > before
            ? null
            : new DrawRow(row.Number, Text("dealer")!, amount, Text("reference")!, currency, Text("form"));
    }
}
