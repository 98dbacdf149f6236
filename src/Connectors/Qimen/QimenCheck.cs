using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>Holds a connector file against what a Qimen WMS needs, when it is read.</summary>
internal static class QimenCheck
{
    /// <exception cref="ConfigurationException">Lists everything wrong, with the file's name.</exception>
    public static void Require(ConnectorFile file)
    {
        if (file.Qimen is not { } settings)
        {
            return;
        }

        List<(string Member, string Value)> required =
        [
            ("sender.name", settings.Sender.Name), ("sender.mobile", settings.Sender.Mobile),
            ("sender.province", settings.Sender.Province), ("sender.city", settings.Sender.City),
            ("sender.address", settings.Sender.Address), ("shop", settings.Shop), ("carrier", settings.Carrier),
        ];
        var problems = file.Kind == ConnectorKind.Qimen
            ? required.Where(r => string.IsNullOrWhiteSpace(r.Value))
                .Select(r => $"$.qimen.{r.Member} is empty; the WMS requires it.")
            : ["'qimen' belongs to kind 'qimen' alone; take it out."];
        var text = string.Join('\n', problems.Select(p => $"{file.FilePath}: {p}"));
        if (text.Length > 0)
        {
            throw new ConfigurationException(text);
        }
    }
}
