using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// Reads <c>segments.csv</c> and <c>types.csv</c> of a folder. A segment of your own (扩展段) is some lines more in them.
/// </summary>
internal static class LayoutFiles
{
    private const string Segments = "segments.csv";
    private const string Types = "types.csv";

    private static readonly ConcurrentDictionary<(string, DateTime, DateTime), IdocLayouts> Known = [];

    /// <exception cref="ConfigurationException">A file is missing, or lines of it cannot be used: all are named.
    /// </exception>
    public static IdocLayouts Load(string folder)
    {
        var (segments, types) = (Path.Combine(folder, Segments), Path.Combine(folder, Types));
        var state = (folder, File.GetLastWriteTimeUtc(segments), File.GetLastWriteTimeUtc(types));
        return Known.GetOrAdd(state, _ => Parse(Text(segments), segments, Text(types), types));
    }

    /// <exception cref="ConfigurationException">Lines that cannot be used: all are named.</exception>
    public static IdocLayouts Parse(string segments, string segmentsPath, string types, string typesPath)
    {
        var problems = new List<string>();
        var rows = Rows(segments, segmentsPath, "segment,definition,field,width", problems);
        var layouts = SegmentLayouts(rows, problems);
        if (!layouts.ContainsKey(IdocLayouts.Control))
        {
            problems.Add($"{segmentsPath}: the control record {IdocLayouts.Control} is missing.");
        }

        var parents = Parents(Rows(types, typesPath, "type,segment,parent", problems), layouts, problems);
        return problems.Count == 0
            ? new IdocLayouts(layouts.Values, parents)
            : throw new ConfigurationException(string.Join('\n', problems));
    }

    private static Dictionary<string, SegmentLayout> SegmentLayouts(List<CsvRow> rows, List<string> problems)
    {
        var fields = new Dictionary<string, List<FieldLayout>>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.Cells is not [{ Length: > 2 } segment, var definition, { Length: > 0 } field, var text]
                || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
                || width is < 1 or > FlatRecord.LongestData)
            {
                problems.Add(row.Says("is no field. Write segment, definition (or nothing), field and width from 1."));
                continue;
            }

            var list = fields.TryGetValue(segment, out var known) ? known : fields[segment] = [];
            if (list.Any(f => f.Name == field))
            {
                problems.Add(row.Says($"lists {field} of {segment} again. Keep one of the two lines."));
                continue;
            }

            var offset = list.Count == 0 ? 0 : list[^1].End;
            list.Add(new FieldLayout(field, offset, width, definition.Length == 0 ? null : definition));
        }

        return fields.ToDictionary(f => f.Key, f => new SegmentLayout(f.Key, f.Value), StringComparer.Ordinal);
    }

    private static Dictionary<string, Dictionary<string, string>> Parents(
        List<CsvRow> rows, Dictionary<string, SegmentLayout> segments, List<string> problems)
    {
        var types = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.Cells is not [{ Length: > 0 } type, { Length: > 0 } segment, var parent])
            {
                problems.Add(row.Says("is no place. Write type, segment and its parent (nothing: the IDoc itself)."));
                continue;
            }

            var known = types.TryGetValue(type, out var found)
                ? found
                : types[type] = new Dictionary<string, string>(StringComparer.Ordinal);
            var fault = !segments.ContainsKey(segment) ? $"names {segment}, of which {Segments} lists no field."
                : parent.Length > 0 && !known.ContainsKey(parent)
                    ? $"puts {segment} below {parent}, which {type} does not list above this line."
                : known.TryAdd(segment, parent) ? null
                : $"lists {segment} of {type} again. Keep one of the two lines.";
            if (fault is not null)
            {
                problems.Add(row.Says(fault));
            }
        }

        return types;
    }

    private static List<CsvRow> Rows(string text, string path, string header, List<string> problems)
    {
        var rows = text.Split('\n')
            .Select((line, i) => new CsvRow(path, i + 1, line.TrimEnd('\r')))
            .Where(r => r.Line.Length > 0 && r.Line[0] != '#')
            .ToList();
        if (rows.Count == 0 || rows[0].Line != header)
        {
            problems.Add($"{path}: the first line that is no comment has to be '{header}'.");
        }

        return rows[Math.Min(1, rows.Count)..];
    }

    private static string Text(string path) => File.Exists(path)
        ? File.ReadAllText(path, Encoding.UTF8)
        : throw new ConfigurationException(
            $"{path} is missing: it says what IDocs look like. Set 'layouts' of the connector's 'idoc' to its folder.");

    private sealed record CsvRow(string Path, int Number, string Line)
    {
        public string[] Cells => Line.Split(',', StringSplitOptions.TrimEntries);

        public string Says(string what) => $"{Path}, line {Number}: '{Line}' {what}";
    }
}
