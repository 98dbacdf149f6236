using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Rebates;

/// <summary>What is to be released (放行范围): a settlement run, or of it one policy, one dealer, or both.</summary>
internal sealed record ReleasePart(long Settlement, string? Policy = null, string? Dealer = null)
{
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>The scope of the run: runs of other parts must not look like repetitions of each other.</summary>
    public string Scope => string.Join(' ', new[] { $"{Settlement}", Policy, Dealer }.OfType<string>());

    /// <exception cref="ConfigurationException">The run was not started as a release.</exception>
    public static ReleasePart Of(Run run) =>
        JsonSerializer.Deserialize<ReleasePart>(run.Parameters, JsonSerializerOptions.Web) is { Settlement: > 0 } part
            ? part
            : throw new ConfigurationException(
                "A release says what it releases: ./hub settle release RUN; ./hub settlements lists what waits.");
}
