using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Compliance.Partners;

/// <summary>
/// What the compliance suite (合规测试) must know of a partner: how to start its simulator, how a connector file for it
/// looks, and what the two of them can do.
/// </summary>
internal abstract class CompliancePartner
{
    /// <summary>The clock is the hub's; the stage's own may be off. The caller starts and disposes it.</summary>
    public abstract Stage NewStage(TimeProvider time);

    /// <summary>
    /// The connector file as a person would write it, without <c>limits</c>. Its first dataset reads the stage's list,
    /// three records to a page.
    /// </summary>
    public abstract string FileJson(string address);

    /// <summary>The canonical field that holds a record's number.</summary>
    public virtual string NumberField => "number";

    /// <summary>The canonical field that holds a record's amount.</summary>
    public abstract string AmountField { get; }

    /// <summary>A record that cannot be read, whatever the others are like: without a dealer, unless said otherwise.
    /// </summary>
    public virtual StageRecord Spoilt(StageRecord record) => record with { Dealer = "" };

    /// <summary>A document that the partner takes.</summary>
    public abstract PushDocument Document(string key);

    public abstract Abilities Can { get; }

    /// <summary>The file as the hub reads it.</summary>
    /// <param name="limits">JSON of <c>limits</c>.</param>
    /// <param name="window">JSON of the first dataset's <c>window</c>; null: none.</param>
    public string FileJson(string address, string limits, string? window = null)
    {
        var file = JsonNode.Parse(FileJson(address))!.AsObject();
        file["limits"] = JsonNode.Parse(limits);
        if (window is not null)
        {
            file["datasets"]![0]!["window"] = JsonNode.Parse(window);
        }

        return file.ToJsonString();
    }

    public ConnectorFile File(string address, Limits limits) =>
        ConfigFile.Parse<ConnectorFile>(FileJson(address), "partner.json") with
        {
            FilePath = "partner.json", Limits = limits,
        };
}

/// <summary>Every secret a stage asks for, under whatever name.</summary>
internal sealed class StageSecrets : ISecrets
{
    public string Get(string name) => Stage.Secret;
}
