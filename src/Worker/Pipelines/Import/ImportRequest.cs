using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>
/// What an import run asks for: <c>connector/dataset</c> in its scope, where a file of its own stands, and a window
/// where it is not the usual one.
/// </summary>
internal sealed record ImportRequest(string Connector, string Dataset)
{
    public string? File { get; init; }

    public string? Address { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>Everything the partner holds, although the dataset is pulled in windows otherwise.</summary>
    public bool Everything { get; init; }

    /// <summary>A person says that what is missing is gone, however much it is.</summary>
    public bool AcceptGone { get; init; }

    public bool IsOfWindow => From is not null || To is not null;

    public static ImportRequest Of(Run run)
    {
        var (connector, dataset) = Split(run.Scope);
        var extra = JsonSerializer.Deserialize<Extra>(run.Parameters, JsonSerializerOptions.Web);
        return new ImportRequest(connector, dataset)
        {
            File = extra?.File,
            Address = extra?.Address,
            From = extra?.From,
            To = extra?.To,
            Everything = extra?.Everything ?? false,
            AcceptGone = extra?.AcceptGone ?? false,
        };
    }

    /// <exception cref="ConfigurationException">It is not <c>connector/dataset</c>.</exception>
    public static (string Connector, string Dataset) Split(string scope) =>
        scope.Split('/') is [{ Length: > 0 } connector, { Length: > 0 } dataset]
            ? (connector, dataset)
            : throw new ConfigurationException(
                $"'{scope}' is not the scope of an import; write connector/dataset, for example sap/invoices.");

    /// <summary>The run's parameters for a connector file outside config/connectors.</summary>
    public static string Parameters(string file, string? address) => Parameters(file, address, null, null, false);

    /// <summary>The run's parameters; every part of them may be absent.</summary>
    public static string Parameters(
        string? file, string? address, DateTimeOffset? from, DateTimeOffset? to, bool everything,
        bool acceptGone = false) =>
        JsonSerializer.Serialize(
            new Extra(file is null ? null : Path.GetFullPath(file), address, from, to, everything, acceptGone),
            JsonSerializerOptions.Web);

    private sealed record Extra(
        string? File, string? Address, DateTimeOffset? From, DateTimeOffset? To, bool Everything,
        bool AcceptGone = false);
}
