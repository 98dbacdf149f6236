namespace DealerIntegration.Worker.EvidencePacks.Packing;

/// <summary>Something in a pack that is not as it was sealed (篡改痕迹): the entry, and what was done to it.</summary>
internal sealed record PackFault(string Entry, string What)
{
    /// <summary>Stands for the frame around the entries.</summary>
    public const string Container = "the container";

    public override string ToString() => $"{Entry}: {What}";
}
