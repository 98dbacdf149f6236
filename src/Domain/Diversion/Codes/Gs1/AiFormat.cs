namespace DealerIntegration.Domain.Diversion.Codes.Gs1;

/// <summary>
/// One application identifier (应用标识符): of what components its value is made, and whether a separator must follow
/// it when another element does.
/// </summary>
internal sealed record AiFormat(string Ai, bool NeedsSeparator, IReadOnlyList<AiComponent> Components)
{
    public int Most => Components.Sum(c => c.Most);

    /// <summary>What is wrong with a value; null: nothing.</summary>
    public string? Fault(string value) => Fault(value, (component, part) => component.Fault(part));

    /// <summary>Whether length and signs are right, whatever check digit and day say.</summary>
    public bool HasShapeOf(string value) =>
        Fault(value, (component, part) => component.Signs.Holds(part) ? null : "holds a wrong sign") is null;

    private delegate string? Look(AiComponent component, ReadOnlySpan<char> part);

    private string? Fault(string value, Look look)
    {
        var rest = value.AsSpan();
        foreach (var component in Components)
        {
            // What may be missing is missing together with all that follows it.
            if (component.Optional && rest.IsEmpty)
            {
                return null;
            }

            if (rest.Length < component.Least)
            {
                return $"is too short: {Lengths()}";
            }

            var part = rest[..Math.Min(rest.Length, component.Most)];
            if (look(component, part) is { } fault)
            {
                return fault;
            }

            rest = rest[part.Length..];
        }

        return rest.IsEmpty ? null : $"is too long: {Lengths()}";
    }

    private string Lengths()
    {
        var least = Components.Where(c => !c.Optional).Sum(c => c.Least);
        return least == Most ? $"it has {Most} signs" : $"it has {least} to {Most} signs";
    }
}
