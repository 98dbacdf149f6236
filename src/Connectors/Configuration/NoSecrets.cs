namespace DealerIntegration.Connectors.Configuration;

/// <summary>
/// For reading what is there already: no call goes out, so whoever tries a mapping needs no password (免密).
/// </summary>
public sealed class NoSecrets : ISecrets
{
    public string Get(string name) => "not-needed";
}
