namespace DealerIntegration.Connectors.Idoc;

/// <summary>A field of a segment (段字段): its place in the segment's data and its width, in characters.</summary>
/// <param name="Definition">
/// The name a flat record bears whose last field in use is this one; null where it is not established.
/// </param>
internal sealed record FieldLayout(string Name, int Offset, int Width, string? Definition)
{
    public int End => Offset + Width;
}
