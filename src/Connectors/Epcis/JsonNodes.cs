using System.Text.Json;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>Turns one event of JSON-LD into nodes: bare lists get the member names that XML writes out.</summary>
internal sealed class JsonNodes(JsonPrefixes prefixes)
{
    private int _nodes;

    public List<EpcisNode> Fields(JsonElement json) => Fields(json, inExtension: false);

    private List<EpcisNode> Fields(JsonElement json, bool inExtension)
    {
        var fields = new List<EpcisNode>();
        foreach (var property in json.EnumerateObject())
        {
            if (prefixes.NameOf(property.Name, inExtension) is { } name)
            {
                Add(fields, name, property.Value, inExtension || name.StartsWith('{'));
            }
        }

        return fields;
    }

    private void Add(List<EpcisNode> fields, string name, JsonElement json, bool inExtension)
    {
        if (!inExtension && EpcisNames.Members.TryGetValue(name, out var member))
        {
            var members = new List<EpcisNode>();
            Spread(members, member, json, inExtension);
            fields.Add(EpcisNode.Of(name, members));
        }
        else
        {
            Spread(fields, name, json, inExtension);
        }
    }

    /// <summary>A list is its members one after the other, as XML repeats an element.</summary>
    private void Spread(List<EpcisNode> target, string name, JsonElement json, bool inExtension)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray())
            {
                Spread(target, name, item, inExtension);
            }
        }
        else if (json.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
        {
            target.Add(json.ValueKind == JsonValueKind.Object
                ? Group(name, json, inExtension)
                : Leaf(name, json, inExtension));
        }
    }

    private EpcisNode Group(string name, JsonElement json, bool inExtension)
    {
        if (json.TryGetProperty("@value", out var value))
        {
            return Leaf(name, value, inExtension);
        }

        var fields = Fields(json, inExtension);
        Count();
        if (inExtension || !EpcisNames.Typed.Contains(name))
        {
            return EpcisNode.Of(name, fields);
        }

        var own = fields.FindIndex(f => f.Name == name);
        return own < 0
            ? EpcisNode.Of(name, fields)
            : new EpcisNode(name, fields[own].Value, [.. fields.Where((_, i) => i != own)]);
    }

    private EpcisNode Leaf(string name, JsonElement json, bool inExtension)
    {
        Count();
        var text = json.ValueKind switch
        {
            JsonValueKind.String => json.GetString()!.Trim(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => json.GetRawText(),
            _ => throw new EventLimitException($"'{name}' holds {json.ValueKind} where a value is expected."),
        };
        if (text.Length > EpcisLimits.ValueLength)
        {
            throw new EventLimitException(EpcisLimits.TooLong(name, text.Length));
        }

        // Early documents wrote a place as its bare identifier.
        return !inExtension && name is "readPoint" or "bizLocation"
            ? EpcisNode.Of(name, EpcisNode.Leaf("id", prefixes.Expand(text)))
            : EpcisNode.Leaf(name, inExtension ? text : prefixes.Expand(text));
    }

    private void Count()
    {
        if (++_nodes > EpcisLimits.NodesPerEvent)
        {
            throw new EventLimitException(EpcisLimits.TooManyNodes);
        }
    }
}
