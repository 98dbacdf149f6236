namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>Addresses as Excel shows them: column 28 is AB.</summary>
internal static class CellAddress
{
    public static string Of(int row, int column) => Letters(column) + row;

    public static string Letters(int column)
    {
        var letters = "";
        for (var rest = column; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        }

        return letters;
    }
}
