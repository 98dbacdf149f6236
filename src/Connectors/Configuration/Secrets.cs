namespace DealerIntegration.Connectors.Configuration;

/// <summary>
/// Reads a secret from the file of its name in a mounted folder or, where there is none, from the environment. A file
/// wins, because an environment is inherited by child processes and shows up in dumps.
/// </summary>
public sealed class Secrets(string? folder = null) : ISecrets
{
    public string Get(string name)
    {
        // The name becomes a file name: it must not lead out of the folder.
        if (name.Length == 0
            || name[0] == '.'
            || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.')))
        {
            throw new ConfigurationException($"'{name}' cannot name a secret; use letters, digits, '_', '-' and '.'.");
        }

        if (folder is not null && Path.Combine(folder, name) is var file && File.Exists(file))
        {
            return Present(name, File.ReadAllText(file).TrimEnd('\r', '\n'));
        }

        return Present(name, Environment.GetEnvironmentVariable(name));
    }

    private string Present(string name, string? value) => !string.IsNullOrEmpty(value)
        ? value
        : throw new ConfigurationException(
            $"The secret '{name}' is not set: define the environment variable {name}"
            + (folder is null ? "." : $" or the file {name} in {folder}."));
}
