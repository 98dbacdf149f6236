namespace DealerIntegration.Connectors.Configuration;

/// <summary>
/// A configuration file or setting is wrong. The message names file, line, path and remedy; never retried.
/// </summary>
public sealed class ConfigurationException(string message, Exception? cause = null) : Exception(message, cause);
