using System.Text;
using CsvHelper;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Files;

/// <summary>Reads the rows of a CSV file, each with the physical line it starts on.</summary>
internal static class CsvPage
{
    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ConnectorException">The file as a whole cannot be read as the mapping says.</exception>
    public static IEnumerable<SourceRecord> Read(RawPage page, CsvQuery query, IEnumerable<string> columns)
    {
        var defects = new Dictionary<long, string>();
        using var reader = CsvReader.Create(Utf8(page, query), new CsvReaderOptions
        {
            Separator = query.Delimiter[0],
            TrackLineNumbers = true,
            PoolStrings = true,
            DetectSeparatorHint = false,
            OnMalformedRecord = record => defects[record.LineNumber] = Malformed(page.Name, record),
        });

        reader.ReadHeader();
        var table = new CsvTable(page.Name, Columns(page.Name, reader.Headers, columns));
        var width = reader.Headers.Count;
        while (reader.Read())
        {
            var fields = new string[reader.FieldCount];
            for (var i = 0; i < fields.Length; i++)
            {
                fields[i] = reader.GetString(i);
            }

            var line = reader.LineNumber;
            defects.Remove(line, out var defect);
            yield return new CsvRecord(table, line, fields, defect ?? WrongWidth(fields.Length, width));
        }
    }

    private static string? WrongWidth(int fields, int width) => fields == width
        ? null
        : $"The row has {fields} fields but the header has {width}: a delimiter or quotation mark inside a value?";

    private static string Malformed(string file, CsvMalformedRecord record) =>
        record.Reason == CsvMalformedReason.UnterminatedQuote
            ? throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{file}, line {record.LineNumber}: a quotation mark is opened and never closed, so the rest of the "
                + "file cannot be told apart. Close it or double it at the source, and send the file again.")
            : $"The row breaks the quoting rules of CSV ({record.Reason}).";

    private static Dictionary<string, int> Columns(
        string file, IReadOnlyList<string> headers, IEnumerable<string> wanted)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < headers.Count; i++)
        {
            if (!columns.TryAdd(headers[i], i))
            {
                throw new ConnectorException(
                    ConnectorFailure.Configuration,
                    $"{file}: the header names the column '{headers[i]}' twice; give each column its own name.");
            }
        }

        var missing = wanted.Where(w => !columns.ContainsKey(w)).Distinct(StringComparer.Ordinal).ToList();
        return missing.Count == 0 ? columns : throw new ConnectorException(
            ConnectorFailure.Configuration,
            $"{file}: the header lacks {string.Join(", ", missing.Select(m => $"'{m}'"))}; it has "
            + $"{string.Join(", ", headers.Select(h => $"'{h}'"))}. Correct the file, the mapping or the delimiter.");
    }

    private static ReadOnlyMemory<byte> Utf8(RawPage page, CsvQuery query)
    {
        if (query.Encoding != "utf-8")
        {
            return Encoding.Convert(Gb18030(), StrictUtf8, page.Body.ToArray());
        }

        return System.Text.Unicode.Utf8.IsValid(page.Body.Span) ? page.Body : throw new ConnectorException(
            ConnectorFailure.Configuration,
            $"{page.Name}: is not UTF-8. Save it as UTF-8, or set \"encoding\": \"gb18030\" in the mapping's source.");
    }

    private static Encoding Gb18030() => CodePagesEncodingProvider.Instance.GetEncoding(
        "gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
}
