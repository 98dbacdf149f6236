using DealerIntegration.Domain.Values;

namespace DealerIntegration.Worker.EvidencePacks;

/// <summary>A sentence as the JSON of a pack holds it, in both languages (双语).</summary>
internal sealed record PackWords(string Zh, string En)
{
    public static PackWords Of(Told text) => new(text.Chinese, text.English);
}
