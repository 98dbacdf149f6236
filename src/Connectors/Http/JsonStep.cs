using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DealerIntegration.Connectors.Http;

/// <summary>A step of one or several paths; its value and those below it have neighbouring slots.</summary>
internal sealed class JsonStep(string name)
{
    private readonly byte[] _name = Encoding.UTF8.GetBytes(name);
    private readonly List<JsonStep> _below = [];

    /// <summary>Place in a list that the step may mean; -1: it can only be a member.</summary>
    public int Index { get; } = int.TryParse(name, NumberStyles.None, null, out var index) ? index : -1;

    public bool IsList { get; set; }

    /// <summary>Slot of the own value.</summary>
    public int First { get; private set; }

    /// <summary>Slots of the own value and all below it.</summary>
    public int Slots { get; private set; }

    public bool HoldsList { get; private set; }

    public IReadOnlyList<JsonStep> Places { get; private set; } = [];

    /// <summary>The step at a path, made where it is not there yet. A dot at the end says nothing.</summary>
    public JsonStep Reach(string path)
    {
        var at = this;
        for (var rest = path; rest.Length > 0;)
        {
            var dot = rest.IndexOf('.', StringComparison.Ordinal);
            var step = dot < 0 ? rest : rest[..dot];
            rest = dot < 0 ? "" : rest[(dot + 1)..];
            var bytes = Encoding.UTF8.GetBytes(step);
            var next = at._below.Find(s => s._name.AsSpan().SequenceEqual(bytes));
            if (next is null)
            {
                at._below.Add(next = new JsonStep(step));
            }

            at = next;
        }

        return at;
    }

    /// <summary>Numbers the slots once all paths are known.</summary>
    /// <returns>The next free slot.</returns>
    public int Number(int first)
    {
        First = first;
        var next = first + 1;
        foreach (var step in _below)
        {
            next = step.Number(next);
        }

        Slots = next - first;
        HoldsList = IsList || _below.Exists(s => s.HoldsList);
        Places = [.. _below.Where(s => s.Index >= 0)];
        return next;
    }

    /// <summary>The step below that the reader's member name is; null: nobody reads it.</summary>
    public JsonStep? Named(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
        {
            return NamedWithEscapes(ref reader);
        }

        var name = reader.ValueSpan;
        foreach (var step in _below)
        {
            if (name.SequenceEqual(step._name))
            {
                return step;
            }
        }

        return null;
    }

    private JsonStep? NamedWithEscapes(ref Utf8JsonReader reader)
    {
        foreach (var step in _below)
        {
            if (reader.ValueTextEquals(step._name))
            {
                return step;
            }
        }

        return null;
    }
}
