using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Worker.Hosting;

/// <summary>
/// Remembers which secrets a connector was made with, so that a password changed in its file is noticed (密钥轮换).
/// </summary>
internal sealed class UsedSecrets(ISecrets secrets) : ISecrets
{
    private readonly Dictionary<string, string> used = new(StringComparer.Ordinal);

    public string Get(string name) => used[name] = secrets.Get(name);

    public bool AreStill(ISecrets now) => used.All(one => now.Get(one.Key) == one.Value);
}
