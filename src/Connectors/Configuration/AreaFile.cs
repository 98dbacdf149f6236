using System.Text;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Territory;

namespace DealerIntegration.Connectors.Configuration;

/// <summary>Reads <c>config/areas.csv</c>, the list of administrative areas (行政区划表).</summary>
public static class AreaFile
{
    public const string FileName = "areas.csv";

    private const string Header = "code,name";

    /// <exception cref="ConfigurationException">No file, or lines in it that cannot be used: all are named.</exception>
    public static AreaList Load(string configFolder)
    {
        var path = Path.Combine(configFolder, FileName);
        if (!File.Exists(path))
        {
            throw new ConfigurationException($"{path} is missing: it lists the administrative areas, code and name.");
        }

        return Parse(File.ReadAllText(path, Encoding.UTF8), path);
    }

    /// <exception cref="ConfigurationException">Lines that cannot be used: all are named.</exception>
    public static AreaList Parse(string text, string path)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<string>();
        var number = 0;
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            number++;
            if (line.Length > 0 && line[0] != '#' && line != Header && Fault(line, names) is { } fault)
            {
                problems.Add($"{path}, line {number}: {fault}");
            }
        }

        return problems.Count == 0
            ? new AreaList(names)
            : throw new ConfigurationException(string.Join('\n', problems));
    }

    private static string? Fault(string line, Dictionary<string, string> names)
    {
        var comma = line.IndexOf(',', StringComparison.Ordinal);
        var (code, name) = comma < 0 ? (line, "") : (line[..comma].Trim(), line[(comma + 1)..].Trim());
        if (!AreaCode.IsValid(code) || name.Length == 0)
        {
            return $"'{line}' is no area. Write a six-digit code, a comma and the name, such as 330100,杭州市.";
        }

        return names.TryAdd(code, name)
            ? null
            : $"{code} is already listed as {names[code]}. Keep one of the two lines.";
    }
}
