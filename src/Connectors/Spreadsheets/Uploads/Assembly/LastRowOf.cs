using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Assembly;

/// <summary>
/// In which row a document ends (末行). Asked only of tables with more rows than may be held: for those the numbers are
/// looked through once before; a smaller table is held whole, and its documents end with it.
/// </summary>
internal sealed class LastRowOf
{
    public const int MostOpenRows = 100_000;

    private readonly Dictionary<UInt128, int>? rows;

    private LastRowOf(Dictionary<UInt128, int>? rows) => this.rows = rows;

    public static LastRowOf Each(TableLayout table, TableReader reader, string number)
    {
        if (table.Sheet.RowCount <= MostOpenRows)
        {
            return new LastRowOf(null);
        }

        var rows = new Dictionary<UInt128, int>();
        foreach (var row in table.Sheet.Rows)
        {
            if (row.Number > table.Header.Number && reader.Value(row, number) is string own)
            {
                rows[KeyHash.Of(own)] = row.Number;
            }
        }

        return new LastRowOf(rows);
    }

    public bool Is(string number, int row) => rows is not null && rows[KeyHash.Of(number)] == row;
}
