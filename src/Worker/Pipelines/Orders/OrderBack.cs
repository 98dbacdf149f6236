using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Pipelines.Orders;

/// <summary>Which order is taken back, and why (撤单申请).</summary>
internal sealed record OrderBack(string Dealer, string Number, string Reason)
{
    /// <summary>The scope of the run: runs over other orders must not look like repetitions of each other.</summary>
    public string Scope => $"{Dealer} {Number}";

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <exception cref="ConfigurationException">The run does not say which order it takes back.</exception>
    public static OrderBack Of(Run run) =>
        JsonSerializer.Deserialize<OrderBack>(run.Parameters, JsonSerializerOptions.Web) is
            { Dealer.Length: > 0, Number.Length: > 0, Reason.Length: > 0 } back
            ? back
            : throw new ConfigurationException(
                "A withdrawal says which order: ./hub orders withdraw NUMBER --dealer CODE --reason TEXT.");
}
