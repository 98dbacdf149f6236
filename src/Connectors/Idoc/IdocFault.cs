namespace DealerIntegration.Connectors.Idoc;

/// <summary>What is wrong with an IDoc, or noteworthy in it (IDoc 错误): where, which value, and what to do.</summary>
/// <param name="Line">Line of the file, from 1.</param>
internal sealed record IdocFault(
    int Line, string? Segment, string? Field, string? Value, string Message, string Remedy)
{
    private const int LongestValue = 80;

    public override string ToString()
    {
        var place = Segment is null ? "" : Field is null ? $", {Segment}" : $", {Segment}.{Field}";
        var value = Value is null ? ""
            : Value.Length > LongestValue ? $", value '{Value[..LongestValue]}…'" : $", value '{Value}'";
        return $"line {Line}{place}{value}: {Message} {Remedy}";
    }
}
