using System.Text.Json;
using System.Text.RegularExpressions;

namespace DealerIntegration.Connectors.Configuration;

/// <summary>
/// What is wrong with a configuration file, in words for who wrote it (配置错误说明). The framework speaks of members of
/// .NET types; whoever maps a partner wants to know what may stand there instead.
/// </summary>
internal static partial class JsonFault
{
    private static readonly Dictionary<string, string> Plain = new(StringComparer.Ordinal)
    {
        ["System.Int32"] = "a whole number without quotes",
        ["System.Int64"] = "a whole number without quotes",
        ["System.Decimal"] = "a number without quotes",
        ["System.Boolean"] = "true or false",
        ["System.String"] = "a text in quotes",
    };

    /// <summary>The framework's own words where they are none that we know.</summary>
    public static string Words(JsonException e)
    {
        // It appends its own " Path: … | LineNumber: …"; the caller tells both.
        var cut = e.Message.IndexOf(" Path: $", StringComparison.Ordinal);
        var said = cut < 0 ? e.Message : e.Message[..cut];
        if (Unknown().Match(said) is { Success: true } unknown && TypeOf(unknown.Groups[2].Value) is { } owner)
        {
            var (name, members) = (unknown.Groups[1].Value, Members(owner).ToList());
            return $"There is no '{name}' here.{NearNames.Of(name, members)} Known are {string.Join(", ", members)}.";
        }

        if (Unfit().Match(said) is not { Success: true } unfit)
        {
            return said;
        }

        var wanted = unfit.Groups[1].Value;
        return Plain.TryGetValue(wanted, out var plain) ? $"The value must be {plain}."
            : TypeOf(wanted) is { } type ? Expected(type, e.Path ?? "") ?? said
            : said;
    }

    private static string? Expected(Type type, string path)
    {
        // The type may be that of the object around the value.
        var member = path[(path.LastIndexOf('.') + 1)..];
        var wanted = ConfigFile.Options.GetTypeInfo(type).Properties.FirstOrDefault(p => p.Name == member)
            ?.PropertyType ?? type;
        wanted = Nullable.GetUnderlyingType(wanted) ?? wanted;
        if (wanted.IsEnum)
        {
            var values = Enum.GetNames(wanted).Select(JsonNamingPolicy.CamelCase.ConvertName);
            return $"The value must be one of {string.Join(", ", values)}.";
        }

        var members = Members(wanted).ToList();
        return members.Count == 0 ? null : $"An object is expected here; it may hold {string.Join(", ", members)}.";
    }

    private static IEnumerable<string> Members(Type type) =>
        ConfigFile.Options.GetTypeInfo(type).Properties.Select(p => p.Name).Where(n => n != "$schema");

    private static Type? TypeOf(string name) => AppDomain.CurrentDomain.GetAssemblies()
        .Where(a => a.GetName().Name?.StartsWith(nameof(DealerIntegration), StringComparison.Ordinal) == true)
        .Select(a => a.GetType(name)).FirstOrDefault(t => t is not null);

    [GeneratedRegex(@"^The JSON property '(.+)' could not be mapped to any \.NET member contained in type '(.+)'\.$")]
    private static partial Regex Unknown();

    [GeneratedRegex(@"^The JSON value could not be converted to (?:System\.Nullable`1\[)?([\w.+]+)\]?\.")]
    private static partial Regex Unfit();
}
