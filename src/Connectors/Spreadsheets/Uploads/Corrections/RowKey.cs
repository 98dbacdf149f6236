using System.Globalization;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;

/// <summary>
/// Names a row of one file for good (行标识), printed beside every row to correct: <c>3f2a9c01b7e4/Sheet1/12</c> is the
/// beginning of the file's SHA-256, the sheet, and the number of the row as a person sees it.
/// </summary>
internal sealed record RowKey(string File, string Sheet, int Row)
{
    private const int HashLength = 12;

    public static RowKey Of(string sha256, string sheet, int row) => new(FileOf(sha256), sheet, row);

    /// <summary>The part of a hash that stands in keys: enough to find the file, short enough to look at.</summary>
    public static string FileOf(string sha256) => sha256[..Math.Min(HashLength, sha256.Length)];

    /// <summary>No sheet of a workbook has a slash in its name.</summary>
    public static RowKey? Parse(string text)
    {
        var parts = text.Trim().Split('/');
        return parts.Length == 3
            && parts[0].Length > 0
            && parts[0].All(char.IsAsciiHexDigit)
            && parts[1].Length > 0
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            && row > 0
                ? new RowKey(parts[0].ToLowerInvariant(), parts[1], row)
                : null;
    }

    public override string ToString() => $"{File}/{Sheet}/{Row.ToString(CultureInfo.InvariantCulture)}";
}
