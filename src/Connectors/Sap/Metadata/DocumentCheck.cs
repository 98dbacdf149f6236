using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Sap.Metadata;

/// <summary>
/// Holds what the hub would post against what SAP says of the service (推送字段核对): a document of each kind is made as
/// always, and every name in it looked up.
/// </summary>
internal static class DocumentCheck
{
    private static readonly PushDocument[] Samples =
    [
        new(PushKinds.SalesOrder, "K", "D", """
            {"currency":"CNY","requested_date":"2026-10-31",
             "lines":[{"product_code":"P","quantity":"1","unit":"EA","unit_price":"1.00"}]}
            """),
        new(PushKinds.FreeGoods, "K", "D", """{"currency":"CNY","lines":[{"product_code":"P","quantity":"1"}]}"""),
        new(PushKinds.CreditNote, "K", "D", """{"currency":"CNY","amount":"-1.00"}"""),
        new(PushKinds.DebitNote, "K", "D", """{"currency":"CNY","amount":"1.00"}"""),
    ];

    /// <summary>Each kind of document with its service.</summary>
    public static IEnumerable<(PushDocument Sample, string Service)> Kinds =>
        Samples.Select(s => (s, SapDocument.Home(s.Kind)!.Value.Path.Split('/')[0]));

    /// <summary>What does not fit, one sentence each; nothing where all fits.</summary>
    public static IEnumerable<string> Of(PushDocument sample, SapSettings settings, EdmService service)
    {
        var document = SapDocument.Of(sample, settings);
        if (!service.Sets.TryGetValue(document.Set, out var type))
        {
            return [$"{service.Name} has no entity set {document.Set}.{NearNames.Of(document.Set, service.Sets.Keys)}"];
        }

        using var body = JsonDocument.Parse(document.Body);
        return Created(type, body.RootElement)
            .Concat(new[] { SapDocument.KeyProperty, "SoldToParty" }.Select(n => Findable(type, n)))
            .Append(DatasetCheck.Walk(type, [document.NumberProperty], "answered with"))
            .Append(settings.RejectionReason is not null && sample.Kind == PushKinds.SalesOrder
                ? Rejectable(type)
                : null)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
    }

    private static IEnumerable<string?> Created(EdmType type, JsonElement entity)
    {
        foreach (var member in entity.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Array)
            {
                if (!type.Below.TryGetValue(member.Name, out var below))
                {
                    yield return $"{type.Name} has no {member.Name}.{NearNames.Of(member.Name, type.Below.Keys)}";
                    continue;
                }

                foreach (var problem in Created(below, member.Value[0]))
                {
                    yield return problem;
                }
            }
            else
            {
                yield return Creatable(type, member.Name);
            }
        }
    }

    private static string? Creatable(EdmType type, string name) => type.Properties.GetValueOrDefault(name) switch
    {
        { IsCreatable: true } => null,
        { } => $"{type.Name}.{name} cannot be given when a document is created.{Remedy(name)}",
        null => $"{type.Name} has no {name}.{Remedy(name)}{NearNames.Of(name, type.Properties.Keys)}",
    };

    private static string Remedy(string name) => name.StartsWith("YY1_Net", StringComparison.Ordinal)
        ? " Make this custom field in SAP, or name a condition type under sap.priceCondition."
        : "";

    private static string? Findable(EdmType type, string name) => DatasetCheck.Walk(type, [name], "look-up")
        ?? (type.Properties[name].IsFilterable ? null
            : $"look-up: SAP does not filter {type.Name} by {name}, so that no document is ever found again.");

    private static string? Rejectable(EdmType order) => order.Below.GetValueOrDefault("to_Item") is { } item
        ? DatasetCheck.Walk(item, [OrderWithdrawal.Reason], "withdrawal")
            ?? (item.Properties[OrderWithdrawal.Reason].IsUpdatable ? null
                : $"withdrawal: {item.Name}.{OrderWithdrawal.Reason} cannot be changed.")
        : null;
}
