using System.Text.Json;
using System.Text.Json.Nodes;

namespace DealerIntegration.Connectors.Tests.Http;

/// <summary>
/// Mappings and pages out of a seed: few member names, so that paths meet values, nulls, lists, records and nothing;
/// members that come twice, names and texts with escapes, numbers with exponents.
/// </summary>
internal sealed class JsonPageMaker(int seed)
{
    private static readonly string[] Names = ["a", "b", "0", "1", "00", "", "é"];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-0.50", "1.0E7", "25e-3", "7", "12345678901234567890.5", "\"\"", "\"a\"",
        "\"2026-10-02\"", "\"0010\"", "\"F2\"", "\"CNY\"", "\"12.50\"", "\"\\u0041\\n\"", "\"\\ud83d\\ude00\"", "\"名\"",
        "\"x\\u0000y\"", "\"/Date(1793404800000)/\"", "\"a text of more than thirty-two letters, kept apart\"",
    ];

    private static readonly string[] Good =
        ["\"2026-10-02\"", "\"0010\"", "\"F2\"", "\"CNY\"", "\"12.50\"", "7", "-0.50", "1.0E7"];

    private readonly Random _random = new(seed);

    private string[]? _paths;

    public IReadOnlyList<string> Paths => _paths ??= [.. Enumerable.Range(0, 8 + (seed % 2)).Select(_ => Path())];

    /// <summary>
    /// A mapping of invoices by these paths. Where they are even in number each has a default, so that documents come
    /// about; else it joins and tests as well, which takes no default.
    /// </summary>
    public static string MappingOf(IReadOnlyList<string> paths, string lines)
    {
        var at = 0;
        var header = new JsonObject
        {
            ["number"] = Field("N1", "trimZeros"),
            ["dealer_code"] = Field("D1"),
            ["kind"] = Field("invoice"),
            ["invoice_date"] = Field("2026-10-01", "date"),
            ["currency"] = Field("CNY"),
            ["gross_amount"] = Field("1"),
        };
        if (paths.Count % 2 > 0)
        {
            header["dealer_code"] = new JsonObject { ["join"] = new JsonArray(Next(), Next()), ["separator"] = "-" };
            header["gross_amount"]!["negateWhen"] = new JsonObject { ["path"] = Next(), ["equals"] = "F2" };
        }

        return new JsonObject
        {
            ["dataset"] = "invoices",
            ["source"] = new JsonObject(),
            ["fields"] = header,
            ["lines"] = new JsonObject
            {
                ["path"] = lines,
                ["fields"] = new JsonObject
                {
                    ["position"] = new JsonObject { ["convert"] = "rowNumber" },
                    ["product_code"] = Field("P1", "upper"),
                    ["text"] = new JsonObject { ["path"] = "/" + Next(), ["default"] = "T" },
                    ["quantity"] = Field("2"),
                    ["net_amount"] = Field("3"),
                    ["gross_amount"] = Field("4"),
                },
            },
            ["controls"] = new JsonArray(new JsonObject { ["name"] = "net", ["sum"] = "net_amount" }),
        }.ToJsonString();

        string Next() => paths[at++ % paths.Count];

        JsonObject Field(string otherwise, string? convert = null)
        {
            var field = new JsonObject { ["path"] = Next(), ["default"] = otherwise };
            if (convert is not null)
            {
                field["convert"] = convert;
            }

            return field;
        }
    }

    public string Mapping() => MappingOf(Paths, Path());

    public string Page()
    {
        var rows = Enumerable.Range(0, _random.Next(1, 6)).Select(_ => Value(depth: 0));
        return $$$"""{"d":{"__count":"1", "results" : [ {{{string.Join(" , ", rows)}}} ] } }""";
    }

    private string Path()
    {
        // The first names stand for most values, so that documents come about.
        var steps = Enumerable.Range(0, _random.Next(3) == 0 ? _random.Next(1, 4) : 1)
            .Select(_ => Names[_random.Next(_random.Next(1, Names.Length))]);
        var path = string.Join('.', steps);
        return _random.Next(12) == 0 ? path + "." : path;
    }

    private string Value(int depth) => (_random.Next(10), depth) switch
    {
        ( < 9, 0) or (0, < 4) => Record(depth),
        (1 or 2 or 3, > 0 and < 4) => List(depth),
        _ => _random.Next(3) == 0 ? Values[_random.Next(Values.Length)] : Good[_random.Next(Good.Length)],
    };

    private string List(int depth) =>
        $"[{string.Join(",", Enumerable.Range(0, _random.Next(4)).Select(_ => Value(depth + 1)))}]";

    private string Record(int depth)
    {
        var members = Enumerable.Range(0, _random.Next(3, 12))
            .Select(_ => $"{Name(Names[_random.Next(Names.Length)])} : {Value(depth + 1)}");
        return $$"""{"__metadata":{"uri":"x"},{{string.Join(",", members)}}}""";
    }

    private string Name(string name) => name.Length > 0 && _random.Next(5) == 0
        ? $"\"{string.Concat(name.Select(letter => $"\\u{(int)letter:x4}"))}\""
        : JsonSerializer.Serialize(name, JsonSerializerOptions.Default);
}
