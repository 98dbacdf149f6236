using System.Text.Json;

namespace DealerIntegration.Simulators.Demo;

/// <summary>Reads what is there: a missing member is empty or zero, a number may come as text.</summary>
internal readonly struct Lenient(JsonElement element)
{
    public Lenient this[string name] =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? new(value) : default;

    public IEnumerable<Lenient> Items(string name)
    {
        var list = this[name].Element;
        return list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(item => new Lenient(item)).ToList()
            : [];
    }

    public IEnumerable<(string Name, Lenient Value)> Members(string name)
    {
        var map = this[name].Element;
        return map.ValueKind == JsonValueKind.Object
            ? map.EnumerateObject().Select(member => (member.Name, new Lenient(member.Value))).ToList()
            : [];
    }

    public string Text(string name) => this[name].AsText;

    public decimal Number(string name) => this[name].AsNumber;

    public long Integer(string name) => (long)Number(name);

    public bool Flag(string name) => this[name].Element.ValueKind == JsonValueKind.True;

    public string AsText => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Number => element.GetRawText(),
        _ => "",
    };

    public decimal AsNumber => decimal.TryParse(AsText, out var number) ? number : 0m;

    private JsonElement Element => element;
}
