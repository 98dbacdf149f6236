namespace DealerIntegration.Domain.Diversion.Codes.Gs1;

/// <summary>
/// What a GS1 code names (GS1 标识), down to the finest level it gives and without what only describes it (best before,
/// weight): a key, and for an item the serial or else the lot.
/// </summary>
/// <param name="Qualifier">Serial, lot, extension; null when the key says all.</param>
public sealed record Gs1Identity(Gs1Element Key, Gs1Element? Qualifier)
{
    /// <summary>Where GS1 resolves its own keys; event ids are taken over this form.</summary>
    public const string Resolver = "https://id.gs1.org";

    /// <summary>
    /// The one written form of the identity, whatever it was read from: <c>/01/04012345111118/21/2017</c>. It is a
    /// Digital Link without its domain.
    /// </summary>
    public string Path => Qualifier is null ? Part(Key) : Part(Key) + Part(Qualifier);

    /// <summary>The canonical Digital Link URI.</summary>
    public string DigitalLink => Resolver + Path;

    private static string Part(Gs1Element element) => $"/{element.Ai}/{PercentText.Encode(element.Value)}";
}
