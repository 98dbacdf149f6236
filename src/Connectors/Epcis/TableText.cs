using CsvHelper;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>The rows of a CSV file with its headings, whatever encoding and separator it was saved with.</summary>
internal sealed class TableText
{
    private const int MostColumns = 200;

    private TableText(IReadOnlyList<string> headings, IReadOnlyList<TableTextRow> rows)
    {
        Headings = headings;
        Rows = rows;
    }

    public IReadOnlyList<string> Headings { get; }

    public IReadOnlyList<TableTextRow> Rows { get; }

    /// <summary>A heading as it is compared: without blanks, full-width signs and capitals.</summary>
    public static string Heading(string text) =>
        string.Concat(TraceCode.Normalise(text).Where(c => !char.IsWhiteSpace(c) && c is not ('_' or '-' or '*')));

    /// <exception cref="EventFileException">The file is no text, or its quotation marks are not closed.</exception>
    public static TableText Read(string file, byte[] content)
    {
        var text = CsvText.Decode(content) ?? throw new EventFileException(
            file, null, "The file is no text in UTF-8, UTF-16 or GB18030.", "Save the table as CSV in UTF-8.");
        var defects = new Dictionary<long, string>();
        using var reader = CsvReader.Create(System.Text.Encoding.UTF8.GetBytes(text), new CsvReaderOptions
        {
            Separator = SeparatorOf(text),
            TrackLineNumbers = true,
            PoolStrings = true,
            DetectSeparatorHint = false,
            OnMalformedRecord = record => defects[record.LineNumber] = Malformed(file, record),
        });
        reader.ReadHeader();
        if (reader.Headers.Count > MostColumns)
        {
            throw new EventFileException(
                file, 1, $"The table has {reader.Headers.Count} columns; the most is {MostColumns}.",
                "Send only the columns that are needed.");
        }

        var headings = reader.Headers.ToList();
        var rows = new List<TableTextRow>();
        while (reader.Read())
        {
            var fields = new string[reader.FieldCount];
            for (var i = 0; i < fields.Length; i++)
            {
                fields[i] = reader.GetString(i).Trim();
            }

            defects.Remove(reader.LineNumber, out var defect);
            if (defect is not null || Array.Exists(fields, f => f.Length > 0))
            {
                rows.Add(new TableTextRow(reader.LineNumber, fields, defect ?? Width(fields, headings.Count)));
            }
        }

        return new TableText(headings, rows);
    }

    private static string? Width(string[] fields, int width) => fields.Length <= width
        ? null
        : $"The row has {fields.Length} fields and the heading {width}: a separator inside a value?";

    private static char SeparatorOf(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var heading = end < 0 ? text : text[..end];
        return new[] { ',', ';', '\t' }.MaxBy(s => heading.Count(c => c == s));
    }

    private static string Malformed(string file, CsvMalformedRecord record) =>
        record.Reason == CsvMalformedReason.UnterminatedQuote
            ? throw new EventFileException(
                file, record.LineNumber, "A quotation mark is opened and never closed.",
                "Close it or double it, and send the file again.")
            : $"The row breaks the quoting rules of CSV ({record.Reason}).";
}

/// <param name="Line">Line of the file it begins on.</param>
/// <param name="Defect">Why its fields cannot be told apart.</param>
internal sealed record TableTextRow(long Line, string[] Fields, string? Defect);
