using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>
/// Cuts a delimited text into records, one at a time (逐条读取): lines end in CR LF, LF or a lone CR; a value in quotes may
/// hold separators and line ends, and a quote inside it is written twice. A quote further on in a value is a letter.
/// </summary>
internal sealed class DelimitedRecords(TextReader text, char separator, char quote)
{
    private const int End = -1;

    private readonly char[] buffer = new char[16_384];
    private readonly StringBuilder value = new();
    private readonly List<string> values = [];
    private int filled;
    private int at;
    private int line = 1;

    /// <summary>Values of the next record, valid until the call after; null at the end.</summary>
    /// <exception cref="DelimitedException">A quote does not close, or text follows where it closed.</exception>
    public IReadOnlyList<string>? Next()
    {
        if (Peek() == End)
        {
            return null;
        }

        values.Clear();
        while (true)
        {
            value.Clear();
            var next = Peek() == quote ? Quoted() : Plain();
            values.Add(value.Length == 0 ? "" : value.ToString());
            if (next != separator)
            {
                return values;
            }
        }
    }

    /// <returns>What ended the value: the separator, or a line end or the end of the text.</returns>
    private int Plain()
    {
        while (Peek() != End)
        {
            var rest = buffer.AsSpan(at, filled - at);
            var stop = rest.IndexOfAny(separator, '\r', '\n');
            value.Append(stop < 0 ? rest : rest[..stop]);
            at += stop < 0 ? rest.Length : stop;
            if (stop >= 0)
            {
                var c = Take();
                EndsLine(c);
                return c;
            }
        }

        return End;
    }

    private int Quoted()
    {
        var opened = line;
        Take();
        while (Peek() != End)
        {
            var rest = buffer.AsSpan(at, filled - at);
            var stop = rest.IndexOfAny(quote, '\r', '\n');
            value.Append(stop < 0 ? rest : rest[..stop]);
            at += stop < 0 ? rest.Length : stop;
            if (stop < 0)
            {
                continue;
            }

            var c = Take();
            if (c != quote)
            {
                line += c == '\n' || Peek() != '\n' ? 1 : 0;
                value.Append((char)c);
            }
            else if (Peek() == quote)
            {
                value.Append((char)Take());
            }
            else
            {
                return AfterQuote(opened);
            }
        }

        throw new DelimitedException(CsvFindings.OpenQuote(opened, quote));
    }

    private int AfterQuote(int opened)
    {
        var c = Take();
        while (c == ' ' && separator != ' ')
        {
            c = Take();
        }

        return c == End || c == separator || EndsLine(c)
            ? c
            : throw new DelimitedException(CsvFindings.OpenQuote(opened, quote));
    }

    private bool EndsLine(int c)
    {
        if (c is not ('\r' or '\n'))
        {
            return false;
        }

        if (c == '\r' && Peek() == '\n')
        {
            Take();
        }

        line++;
        return true;
    }

    private int Peek() => at < filled || Fill() ? buffer[at] : End;

    private int Take() => at < filled || Fill() ? buffer[at++] : End;

    private bool Fill()
    {
        filled = text.Read(buffer, 0, buffer.Length);
        at = 0;
        return filled > 0;
    }
}
