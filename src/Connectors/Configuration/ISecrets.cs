namespace DealerIntegration.Connectors.Configuration;

/// <summary>
/// Secrets by name (密钥): configuration names them, and nothing but the call that needs one sees its value.
/// </summary>
public interface ISecrets
{
    /// <exception cref="ConfigurationException">There is no secret of that name.</exception>
    string Get(string name);
}
