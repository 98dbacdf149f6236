namespace DealerIntegration.Connectors.Epcis;

/// <summary>Bounds of what is read from strangers: memory by one event, depth by what a stack holds.</summary>
internal static class EpcisLimits
{
    /// <summary>Levels within one another; the deepest event of the standard has nine.</summary>
    public const int Depth = 64;

    /// <summary>Fields, attributes and list members of one event.</summary>
    public const int NodesPerEvent = 500_000;

    /// <summary>Characters of one value.</summary>
    public const int ValueLength = 8_192;

    public static string TooManyNodes => $"It has more than {NodesPerEvent:N0} fields and list members.";

    public static string TooLong(string name, int length) =>
        $"'{name}' has {length:N0} characters; the most is {ValueLength:N0}.";
}
