namespace DealerIntegration.Connectors.Idoc;

/// <summary>A line of a flat file that holds a record, and everything up to the next one.</summary>
internal readonly record struct FlatLine(int Number, string Text, string End)
{
    /// <summary>Splits a file; blank lines go with the record before them, so that nothing is lost.</summary>
    public static List<FlatLine> Split(string text)
    {
        var lines = new List<FlatLine>();
        // Some old systems end lines with a carriage return alone.
        var mark = text.Contains('\n', StringComparison.Ordinal) ? '\n' : '\r';
        var number = 0;
        for (var start = 0; start < text.Length;)
        {
            var feed = text.IndexOf(mark, start);
            var next = feed < 0 ? text.Length : feed + 1;
            var end = feed < 0 ? text.Length : feed > start && text[feed - 1] == '\r' ? feed - 1 : feed;
            number++;
            if (!string.IsNullOrWhiteSpace(text[start..end]))
            {
                lines.Add(new FlatLine(number, text[start..end], text[end..next]));
            }
            else if (lines.Count > 0)
            {
                lines[^1] = lines[^1] with { End = lines[^1].End + text[start..next] };
            }

            start = next;
        }

        return lines;
    }
}
