using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>
/// What an import run asks for: <c>connector/dataset</c> in its scope, and where a file of its own stands.
/// </summary>
internal sealed record ImportRequest(string Connector, string Dataset, string? File, string? Address)
{
    public static ImportRequest Of(Run run)
    {
        var at = run.Scope.Split('/');
        if (at is not [{ Length: > 0 } connector, { Length: > 0 } dataset])
        {
            throw new ConfigurationException(
                $"'{run.Scope}' is not the scope of an import; write connector/dataset, for example sap/invoices.");
        }

        var extra = JsonSerializer.Deserialize<Extra>(run.Parameters, JsonSerializerOptions.Web);
        return new ImportRequest(connector, dataset, extra?.File, extra?.Address);
    }

    /// <summary>The run's parameters for a connector file outside config/connectors.</summary>
    public static string Parameters(string file, string? address) =>
        JsonSerializer.Serialize(new Extra(Path.GetFullPath(file), address), JsonSerializerOptions.Web);

    private sealed record Extra(string? File, string? Address);
}
