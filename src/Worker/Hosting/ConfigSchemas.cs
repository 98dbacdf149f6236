using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Connectors.Epcis;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Orders;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Statements;

namespace DealerIntegration.Worker.Hosting;

/// <summary>
/// A JSON Schema per kind of configuration file, made from the very types that read it, so that an editor completes and
/// underlines what the hub will accept.
/// </summary>
internal static class ConfigSchemas
{
    private static readonly (string Name, Type Type)[] Kinds =
    [
        ("hub", typeof(HubOptions)),
        ("schedules", typeof(ScheduleFile)),
        ("connector", typeof(ConnectorFile)),
        ("upload", typeof(UploadDefinition)),
        ("intake", typeof(IntakeFile)),
        ("statements", typeof(StatementTerms)),
        ("reconciliation", typeof(ReconciliationRules)),
        ("rebate", typeof(RebatePolicy)),
        ("diversion", typeof(DiversionRules)),
        ("events", typeof(EventRules)),
        ("pricing", typeof(OrderRules)),
    ];

    private static readonly JsonSchemaExporterOptions Export = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = static (context, node) =>
        {
            // Only a file as a whole refers to its schema.
            if (!context.Path.IsEmpty)
            {
                (node as JsonObject)?["properties"]?.AsObject().Remove("$schema");
            }

            return context.TypeInfo.Type == typeof(FieldMapping) ? FieldMappingSchema() : node;
        },
    };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>File name and text of each schema.</summary>
    public static IEnumerable<(string File, string Text)> All() => Kinds.Select(kind =>
    {
        var schema = ConfigFile.Options.GetJsonSchemaAsNode(kind.Type, Export).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", $"{kind.Name} of the dealer integration hub");
        return ($"{kind.Name}.schema.json", schema.ToJsonString(Indented) + "\n");
    });

    // A field is a path, or an object; its reader is hand-written, so the exporter cannot see inside.
    private static JsonObject FieldMappingSchema() => new()
    {
        ["type"] = new JsonArray("string", "object"),
    };
}
