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

    /// <summary>The number of a column from its letters, A to XFD; null for anything else.</summary>
    public static int? ColumnOf(string letters)
    {
        if (letters.Length is 0 or > 3 || !letters.All(char.IsAsciiLetterUpper))
        {
            return null;
        }

        var column = letters.Aggregate(0, (sum, letter) => (sum * 26) + (letter - 'A' + 1));
        return column <= 16_384 ? column : null;
    }
}
