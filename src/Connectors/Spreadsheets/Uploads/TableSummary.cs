using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>What is known of a table's rows when the last one has passed (整表核对): sums, dates, hidden rows.</summary>
internal sealed class TableSummary(UploadDefinition definition)
{
    private const int MostNamed = 20;

    private readonly List<int> hidden = [];
    private long hiddenRows;
    private decimal entries;
    private bool bad;

    public long Rows { get; private set; }

    /// <summary>Whether a row has no date that could tell the period.</summary>
    public bool LacksDates { get; private set; }

    public void Add(TableRow row)
    {
        Rows++;
        bad |= !row.IsGood;
        LacksDates |= row.Value("entry_date") is null;
        if (row.Hidden && ++hiddenRows <= MostNamed)
        {
            hidden.Add(row.Number);
        }

        if (definition.RollsForward && !bad)
        {
            entries += (decimal)row.Value("amount")!;
        }
    }

    public IEnumerable<UploadProblem> CompareTotals(IReadOnlyList<ControlSum> sums)
    {
        if (definition.Acceptance != Acceptance.WholeFile)
        {
            return [];
        }

        var more = hiddenRows > hidden.Count ? "…" : "";
        var zh = hiddenRows == 0 ? "" : $"（隐藏行 {string.Join("、", hidden)}{more} 已计入明细）";
        var en = hiddenRows == 0 ? "" : $" (hidden rows {string.Join(", ", hidden)}{more} are counted in)";
        return sums.Where(s => !s.Agrees).Select(
            sum => new UploadProblem(UploadFindings.TotalDiffers(sum.Stated, sum.Computed, zh, en))
            {
                Sheet = sum.Sheet, Row = sum.Row, Column = sum.Column, Heading = sum.Name, Value = $"{sum.Stated}",
            });
    }

    /// <returns>Null where the balances need not, or cannot, be rolled forward.</returns>
    public (ControlSum Sum, UploadProblem? Problem)? RollForward(
        TableLayout table, GridCell? stated, IReadOnlyDictionary<string, object> values)
    {
        if (!definition.RollsForward
            || bad
            || values.GetValueOrDefault("opening_balance") is not decimal opening
            || values.GetValueOrDefault("closing_balance") is not decimal closing)
        {
            return null;
        }

        var sum = new ControlSum("期初 + 发生 = 期末 / opening + entries = closing", table.Sheet.Name, stated?.Row,
            stated?.Column, closing, opening + entries);
        return sum.Agrees
            ? (sum, null)
            : (sum, new UploadProblem(UploadFindings.DoesNotRoll(opening, entries, closing))
            {
                Sheet = table.Sheet.Name, Row = stated?.Row, Column = stated?.Column, Value = stated?.Text,
                Heading = definition.Labels["closing_balance"].Synonyms[0],
            });
    }
}
