using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>How a delimited text is cut (分隔方式).</summary>
/// <param name="Separator">Between two values.</param>
/// <param name="Quote">Around values that hold a separator.</param>
/// <param name="Declared">The first line only names the separator, as Excel's <c>sep=;</c>; it is no row.</param>
/// <param name="Width">Values that a record has at most; 0 where most records have no number in common.</param>
internal sealed record DelimitedShape(char Separator, char Quote, bool Declared, int Width)
{
    private const int Records = 200;

    // In the order of preference where two fit equally well: what people do not write inside values comes first.
    private static readonly char[] Separators = ['\t', ';', '|', ',', '，'];

    /// <summary>Sniffs the beginning of a text: the separator is the one that cuts most records alike.</summary>
    public static DelimitedShape Of(string head)
    {
        var declared = head.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
            && head.Length > 5 && head[5] is '\r' or '\n';
        var body = declared ? head[5..].TrimStart('\r', '\n') : head;
        var quote = body.Contains('"') || !IsQuotedWith(body, '\'') ? '"' : '\'';
        char[] choices = declared ? [head[4]] : Separators;
        var text = Encoding.UTF8.GetBytes(body);
        var best = choices.Select(s => (Separator: s, Fit: Fit.Of(text, s, quote)))
            .OrderByDescending(c => c.Fit.Width > 1).ThenByDescending(c => c.Fit.Agreeing)
            .ThenByDescending(c => c.Fit.Width).First();
        var separator = declared || best.Fit.Width > 1 ? best.Separator : ',';
        var regular = best.Fit.Width > 1 && best.Fit.Agreeing >= 3 && best.Fit.Agreeing * 2 > best.Fit.Records;
        return new DelimitedShape(separator, quote, declared, regular ? best.Fit.Headed : 0);
    }

    // Single quotes quote only where values begin and end in them; elsewhere they are apostrophes.
    private static bool IsQuotedWith(string body, char quote)
    {
        var opens = Separators.Append('\n').Sum(s => Count(body, $"{s}{quote}"));
        var closes = Separators.Append('\n').Append('\r').Sum(s => Count(body, $"{quote}{s}"));
        return opens >= 2 && Math.Abs(opens - closes) <= 1 && opens + closes >= body.Count(c => c == quote) - 2;
    }

    private static int Count(string body, string part)
    {
        var count = 0;
        for (var at = body.IndexOf(part, StringComparison.Ordinal); at >= 0;
            at = body.IndexOf(part, at + 1, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    /// <summary>
    /// How well a separator fits: the most frequent number of values, and the records that have it. The first record
    /// of at least so many is the heading; some programs leave blank values out at the end of the rows below.
    /// </summary>
    private sealed record Fit(int Width, int Agreeing, int Records, int Headed)
    {
        public static Fit Of(byte[] text, char separator, char quote)
        {
            var widths = new List<int>();
            var records = new DelimitedRecords(text, 0, separator, quote);
            try
            {
                while (widths.Count < DelimitedShape.Records && records.Next())
                {
                    if (records.HasText)
                    {
                        widths.Add(records.Width);
                    }
                }
            }
            catch (DelimitedException)
            {
                // Broken under this separator, or at the cut end of the sample: what was read so far still counts, and
                // reading the whole file tells what is wrong with it.
            }

            var common = widths.GroupBy(w => w).OrderByDescending(g => g.Key > 1).ThenByDescending(g => g.Count())
                .ThenByDescending(g => g.Key).FirstOrDefault();
            var width = common?.Key ?? 0;
            return new Fit(width, common?.Count() ?? 0, widths.Count, widths.Find(w => w >= width));
        }
    }
}
