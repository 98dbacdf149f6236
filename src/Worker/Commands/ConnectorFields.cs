using System.CommandLine;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines.Import;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub connectors fields</c> (来源字段): what a source is known to send, what came and what went since, and the word of
/// a person that this is right.
/// </summary>
internal static class ConnectorFields
{
    public static Command Create()
    {
        var what = new Argument<string>("what") { Description = "connector/dataset, for example sap/invoices" };
        var accept = new Option<bool>("--accept")
        {
            Description = "What came is known from now on, and what went is missed no longer",
        };
        var fields = new Command("fields", "The fields a source sends, and those that came or went") { what, accept };
        fields.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            hub => parsed.GetValue(accept)
                ? AcceptAsync(hub, parsed.GetRequiredValue(what), cancel)
                : ShowAsync(hub, parsed.GetRequiredValue(what), cancel),
            cancel));
        return fields;
    }

    private static async Task<int> ShowAsync(HubStart hub, string what, CancellationToken cancel)
    {
        var (connector, dataset) = ImportRequest.Split(what);
        await using var database = new Database(hub.ConnectionString);
        var known = await database.RolledBackAsync(
            transaction => SourceFieldStore.KnownAsync(transaction, connector, dataset, cancel), cancel);
        if (known.Count == 0)
        {
            Console.WriteLine($"{what}: nothing is known yet; the first complete pull learns the fields.");
            return 0;
        }

        var registry = new ConnectorRegistry(hub.Paths, TimeProvider.System);
        var mapped = registry.Names.Contains(connector)
            ? MappedPaths.Fields(registry.Load(connector).Dataset(dataset))
            : new HashSet<string>();
        foreach (var field in known)
        {
            var share = field.IsInEveryRecord ? "always" : $"{field.Times} of {field.Within}";
            var status = field.Status == FieldStatus.Known ? "" : field.Status.ToString().ToLowerInvariant();
            Console.WriteLine(
                $"  {status,-8} {(mapped.Contains(field.Path) ? "mapped" : ""),-7} {share,-16} {field.Path}"
                + (status.Length == 0 ? "" : $"  (run {field.Run})"));
        }

        foreach (var path in mapped.Where(m => known.All(k => k.Path != m)).Order(StringComparer.Ordinal))
        {
            Console.WriteLine($"  {"never",-8} {"mapped",-7} {"",-16} {path}");
        }

        return 0;
    }

    private static async Task<int> AcceptAsync(HubStart hub, string what, CancellationToken cancel)
    {
        var (connector, dataset) = ImportRequest.Split(what);
        var by = await Caller.NameAsync(hub, cancel);
        await using var database = new Database(hub.ConnectionString);
        var accepted = await database.InTransactionAsync(
            (_, transaction) => SourceFieldStore.AcceptAsync(transaction, connector, dataset, by, cancel), cancel);
        foreach (var field in accepted)
        {
            Console.WriteLine(field[0] == '+' ? $"known from now on: {field[1..]}" : $"missed no longer: {field[1..]}");
        }

        Console.WriteLine(accepted.Count == 0
            ? $"{what}: nothing came or went that was not accepted yet."
            : $"{what}: accepted by {by}. The next pull is judged by it.");
        return 0;
    }
}
