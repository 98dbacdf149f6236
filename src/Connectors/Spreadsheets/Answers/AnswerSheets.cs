using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Results;
using DealerIntegration.Connectors.Spreadsheets.Uploads;

namespace DealerIntegration.Connectors.Spreadsheets.Answers;

/// <summary>An answer as the dealer gave it, and where.</summary>
internal sealed record GivenAnswer(StatementAnswer Answer, string Sheet, GridCell Cell)
{
    public UploadProblem Refused(Finding finding) => new(finding)
    {
        Sheet = Sheet, Row = Cell.Row, Column = Cell.Column, Value = Cell.Text,
        Key = Answer.Item.Length == 0 ? null : Answer.Item,
        Heading = HeadingFor(Answer.Item),
    };

    /// <summary>Under what the dealer finds the cell: a column of the differences, or a label of the balance.</summary>
    public static string HeadingFor(string? item) =>
        item is "" ? StatementWords.BalanceAnswer : StatementWords.AnswerHeading.Replace('\n', ' ');
}

/// <summary>
/// Collects the answers of a returned statement (收集答复): one per row of the differences and one for the balance. Rows
/// without an answer are not answered, which is no fault.
/// </summary>
internal sealed class AnswerSheets(OpenedFile file, IssuedStatement issued, IReadOnlyList<SheetGrid> issuedSheets)
{
    private readonly Dictionary<string, string?> itemsByDocuments = ByDocuments(issuedSheets);

    public List<GivenAnswer> Given { get; } = [];

    public List<UploadProblem> Problems { get; } = [];

    /// <summary>Cells in which the dealer wrote something, also where it cannot be taken.</summary>
    public int Seen { get; private set; }

    public string? AnsweredBy { get; private set; }

    public void Read()
    {
        foreach (var sheet in file.Sheets.Where(s => !s.Hidden))
        {
            if (sheet.Rows.FirstOrDefault(r => r.Cells.Any(c => Is(c, StatementWords.AnswerHeading))) is { } heading)
            {
                Items(sheet, heading.Number);
            }

            Balance(sheet);
        }
    }

    private void Balance(SheetGrid sheet)
    {
        var answer = StatementFile.Beside(sheet, CellText.Heading(StatementWords.BalanceAnswer));
        var reason = StatementFile.Beside(sheet, CellText.Heading(StatementWords.BalanceReason));
        AnsweredBy ??= StatementFile.Beside(sheet, CellText.Heading(StatementWords.AnsweredBy))?.Text.Trim();
        if (answer is not null || reason is not null)
        {
            Take(sheet, answer, reason, "", issued.Closing);
        }
    }

    private void Items(SheetGrid sheet, int heading)
    {
        int? At(string words) => TableColumns.Column(sheet, heading, words);
        var (answers, reasons, items) =
            (At(StatementWords.AnswerHeading), At(StatementWords.ReasonHeading), At(StatementWords.ItemHeading));
        var (ours, theirs) = (At(StatementWords.OurDocumentHeading), At(StatementWords.DealerEntryHeading));
        foreach (var row in sheet.Rows.Where(r => r.Number > heading))
        {
            GridCell? Cell(int? column) => column is { } c ? row.At(c) : null;
            var (answer, reason) = (Cell(answers), Cell(reasons));
            if (answer is null && reason is null)
            {
                continue;
            }

            var item = Cell(items)?.Text.Trim()
                ?? itemsByDocuments.GetValueOrDefault(Documents(Cell(ours), Cell(theirs)));
            if (item is null || !issued.Items.TryGetValue(item, out var amount))
            {
                Seen++;
                Refuse(
                    sheet, (answer ?? reason)!, item is null ? AnswerFindings.RowWithoutItem()
                        : AnswerFindings.UnknownItem(), item);
                continue;
            }

            Take(sheet, answer, reason, item, amount);
        }
    }

    private void Take(SheetGrid sheet, GridCell? answer, GridCell? reason, string item, decimal amount)
    {
        Seen++;
        if (answer is null)
        {
            Refuse(sheet, reason!, AnswerFindings.WithoutAnswer(), item);
        }
        else if (AnswerWords.Read(answer) is not { } kind)
        {
            Refuse(sheet, answer, AnswerFindings.NotAnAnswer(), item);
        }
        else if (kind == AnswerKind.Disputed && reason is null)
        {
            Refuse(sheet, answer, AnswerFindings.WithoutReason(), item);
        }
        else
        {
            Given.Add(new GivenAnswer(
                new StatementAnswer(item, amount, kind, reason?.Text.Trim()), sheet.Name, answer));
        }
    }

    private void Refuse(SheetGrid sheet, GridCell cell, Finding finding, string? item) =>
        Problems.Add(new UploadProblem(finding)
        {
            Sheet = sheet.Name, Row = cell.Row, Column = cell.Column, Value = cell.Text,
            Key = string.IsNullOrEmpty(item) ? null : item, Heading = GivenAnswer.HeadingFor(item),
        });

    private static bool Is(GridCell cell, string heading) =>
        cell.Kind == CellKind.Text && CellText.Heading(cell.Text) == CellText.Heading(heading);

    private static string Documents(GridCell? ours, GridCell? theirs) =>
        $"{CellText.Fold(ours?.Text ?? "")}|{CellText.Fold(theirs?.Text ?? "")}";

    // For a file whose hidden column was cleared: the documents of a row, where they name one item only.
    private static Dictionary<string, string?> ByDocuments(IReadOnlyList<SheetGrid> issuedSheets)
    {
        var found = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (issuedSheets.FirstOrDefault(s => s.Name == StatementWords.DifferencesSheet) is not { } sheet
            || TableColumns.HeadingOf(sheet) is not { } heading)
        {
            return found;
        }

        int At(string words) => TableColumns.Column(sheet, heading.Number, words)!.Value;
        var (item, ours, theirs) = (At(StatementWords.ItemHeading), At(StatementWords.OurDocumentHeading),
            At(StatementWords.DealerEntryHeading));
        foreach (var row in sheet.Rows.Where(r => r.Number > heading.Number && r.At(item) is not null))
        {
            var documents = Documents(row.At(ours), row.At(theirs));
            found[documents] = found.ContainsKey(documents) ? null : row.At(item)!.Text.Trim();
        }

        return found;
    }
}
