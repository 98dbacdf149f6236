using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>
/// A record of a delimited text (记录): its number, its end without the line end, and where each value stands.
/// </summary>
internal sealed record CsvRecord(int Number, int End, IReadOnlyList<(int From, int To)> Values);

/// <summary>
/// A delimited text with the places of its values (CSV 切分). How it is cut is not sniffed a second time: it is the way
/// that yields the heading as it was read, over bytes that come out of the text unchanged.
/// </summary>
internal sealed class CsvCut
{
    private static readonly char[] Separators = ['\t', ';', '|', ',', '，'];

    private readonly char quote;
    private readonly int start;

    private CsvCut(Encoding encoding, int mark, string text, char separator, char quote, int start)
    {
        Encoding = encoding;
        Mark = mark;
        Text = text;
        Separator = separator;
        this.quote = quote;
        this.start = start;
    }

    public Encoding Encoding { get; }

    /// <summary>Bytes of the byte order mark in front of the text.</summary>
    public int Mark { get; }

    public string Text { get; }

    public char Separator { get; }

    public static CsvCut? Of(byte[] content, GridRow header)
    {
        foreach (var (encoding, mark) in Encodings(content))
        {
            if (Decode(content, encoding, mark) is not { } text)
            {
                continue;
            }

            // A first line that only names the separator is no record for some readers.
            int[] starts = text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
                ? [text.IndexOf('\n', StringComparison.Ordinal) + 1, 0] : [0];
            foreach (var cut in starts.SelectMany(_ => Separators, (start, separator) => (start, separator))
                .SelectMany(_ => "\"'", (c, quote) => new CsvCut(encoding, mark, text, c.separator, quote, c.start)))
            {
                if (cut.Yields(header))
                {
                    return cut;
                }
            }
        }

        return null;
    }

    public int Widest() => Records().Max(r => r.Values.Count);

    public IEnumerable<CsvRecord> Records()
    {
        var number = 0;
        for (var at = start; at < Text.Length;)
        {
            var values = new List<(int From, int To)>();
            int end;
            do
            {
                end = EndOf(at);
                values.Add((at, end));
                at = end + 1;
            }
            while (end < Text.Length && Text[end] == Separator);

            yield return new CsvRecord(++number, end, values);
            if (end + 1 < Text.Length && Text[end] == '\r' && Text[end + 1] == '\n')
            {
                at++;
            }
        }
    }

    // The separator or line end behind the value that begins here.
    private int EndOf(int at)
    {
        if (at < Text.Length && Text[at] == quote)
        {
            for (at++; at < Text.Length; at++)
            {
                if (Text[at] != quote)
                {
                    continue;
                }

                if (at + 1 < Text.Length && Text[at + 1] == quote)
                {
                    at++;
                }
                else
                {
                    break;
                }
            }
        }

        while (at < Text.Length && Text[at] != Separator && Text[at] is not ('\r' or '\n'))
        {
            at++;
        }

        return at;
    }

    private bool Yields(GridRow header)
    {
        var record = Records().FirstOrDefault(r => r.Number == header.Number);
        return record is not null && record.Values.Count >= header.Cells[^1].Column
            && record.Values.Select((v, i) => (Text: ValueOf(v), Column: i + 1))
                .All(v => v.Text.Trim() == (header.At(v.Column)?.Text.Trim() ?? ""));
    }

    private string ValueOf((int From, int To) place)
    {
        var value = Text[place.From..place.To];
        return value.Length > 1 && value[0] == quote && value.TrimEnd()[^1] == quote
            ? value.TrimEnd()[1..^1].Replace($"{quote}{quote}", $"{quote}", StringComparison.Ordinal)
            : value;
    }

    private static IEnumerable<(Encoding Encoding, int Mark)> Encodings(byte[] content) => content switch
    {
        [0xEF, 0xBB, 0xBF, ..] => [(Strict("utf-8"), 3)],
        [0xFF, 0xFE, ..] => [(Strict("utf-16"), 2)],
        [0xFE, 0xFF, ..] => [(Strict("utf-16BE"), 2)],
        _ => [(Strict("utf-8"), 0), (Strict("GB18030"), 0), (Strict("utf-16"), 0), (Strict("utf-16BE"), 0)],
    };

    private static Encoding Strict(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }

    private static string? Decode(byte[] content, Encoding encoding, int mark)
    {
        try
        {
            var text = encoding.GetString(content.AsSpan(mark));
            return encoding.GetBytes(text).AsSpan().SequenceEqual(content.AsSpan(mark)) ? text : null;
        }
        catch (DecoderFallbackException)
        {
            // Not this encoding: the next one is tried, and without any the file is answered by a workbook.
            return null;
        }
    }
}
