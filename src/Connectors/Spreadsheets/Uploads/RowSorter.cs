using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>
/// Tells data from what else stands below a heading (行识别): totals, notes, labels and the heading printed again.
/// </summary>
internal sealed class RowSorter
{
    // A remark in a row of its own; codes and names are shorter.
    private const int Sentence = 12;

    private readonly TablePlan plan;
    private readonly IReadOnlySet<int> labelRows;
    private readonly int[] references;
    private readonly (int Column, string Heading)[] headings;
    private readonly string[] totals;
    private readonly string[] subtotals;
    private readonly string[] cumulatives;
    private readonly string[] notes;
    private readonly HashSet<char> firsts;
    private readonly List<string> words = [];

    public RowSorter(TablePlan plan, IReadOnlySet<int> labelRows)
    {
        var definition = plan.Table.Definition;
        this.plan = plan;
        this.labelRows = labelRows;
        references = [.. plan.Table.Of("reference").Select(c => c.Column)];
        headings = [.. plan.Table.Columns.Select(c => (c.Column, CellText.Heading(c.Heading)))];
        totals = Headings(definition.TotalWords);
        subtotals = Headings(definition.SubtotalWords);
        cumulatives = Headings(definition.CumulativeWords);
        notes = Headings(definition.NoteWords);
        firsts = [.. totals.Concat(subtotals).Concat(cumulatives).Where(w => w.Length > 0).Select(w => w[0])];
    }

    public RowKind Sort(GridRow row)
    {
        if (IsHeadingAgain(row) || (labelRows.Contains(row.Number) && plan.LacksRequired(row)))
        {
            return RowKind.Heading;
        }

        CollectWords(row);
        if (Says(row, cumulatives))
        {
            return RowKind.Cumulative;
        }

        if (TotalWord() is { } total && (plan.LacksRequired(row) || Says(row, totals) || Says(row, subtotals)))
        {
            return total;
        }

        // Formulas that stand ready below the rows, in columns that are not read, say nothing yet.
        return plan.HasMapped(row) ? (IsNote(row) ? RowKind.Note : RowKind.Data)
            : row.Cells.All(c => c.Computed) ? RowKind.Heading
            : RowKind.Note;
    }

    private static string[] Headings(List<string> words) => [.. words.Select(CellText.Heading)];

    // Texts of the row that may be a total word, in the form in which they are compared.
    private void CollectWords(GridRow row)
    {
        words.Clear();
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var cell = row.Cells[i];
            if (cell.Kind == CellKind.Text && MayBeWord(cell.Text))
            {
                words.Add(CellText.Heading(cell.Text));
            }
        }
    }

    // By its first sign, for nearly every cell is none; signs that are written in several ways are looked at closely.
    private bool MayBeWord(string text) => FirstSign(text) is { } sign && (IsWrittenSeveralWays(sign)
        || firsts.Contains(char.ToLowerInvariant(sign)));

    private static bool MayBeHeading(string text, string heading) =>
        heading.Length == 0 || FirstSign(text) is not { } sign || IsWrittenSeveralWays(sign)
        || heading.StartsWith(char.ToLowerInvariant(sign));

    private static bool IsWrittenSeveralWays(char sign) => !char.IsAscii(sign) && sign is < '\u4E00' or > '\u9FFF';

    private static char? FirstSign(string text)
    {
        foreach (var sign in text)
        {
            if (!char.IsWhiteSpace(sign))
            {
                return sign;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a cell of the row is nothing but such a word, and the row has no document: a total may look like an
    /// entry, because it bears the last day of the month.
    /// </summary>
    private bool Says(GridRow row, string[] wanted)
    {
        if (!words.Exists(wanted.Contains))
        {
            return false;
        }

        foreach (var reference in references)
        {
            if (row.At(reference) is { } cell && !wanted.Contains(CellText.Heading(cell.Text)))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsHeadingAgain(GridRow row)
    {
        if (row.Cells.Count < 2)
        {
            return false;
        }

        foreach (var (column, heading) in headings)
        {
            if (row.At(column) is not { } cell || !MayBeHeading(cell.Text, heading)
                || CellText.Heading(cell.Text) != heading)
            {
                return false;
            }
        }

        return true;
    }

    private RowKind? TotalWord()
    {
        foreach (var word in words)
        {
            if (StartsWithAny(word, subtotals))
            {
                return RowKind.Subtotal;
            }

            if (StartsWithAny(word, totals))
            {
                return RowKind.Total;
            }
        }

        return null;
    }

    private bool IsNote(GridRow row)
    {
        if (!plan.LacksRequired(row) || row.Cells.Any(c => c.Kind is CellKind.Number or CellKind.Date))
        {
            return false;
        }

        var isSentence = row.Cells.Count == 1 && row.Cells[0].Text.Length > Sentence;
        return isSentence || StartsWithAny(CellText.Heading(row.Cells[0].Text), notes);
    }

    private static bool StartsWithAny(string text, string[] words) =>
        Array.Exists(words, w => text.StartsWith(w, StringComparison.Ordinal));
}
