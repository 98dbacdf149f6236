using System.CommandLine;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines.Import;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub mapping diff</c> (映射对照): what <c>hub replay</c> would do with a changed mapping, without doing it.
/// </summary>
internal static class MappingDiffCommand
{
    public static Command Create()
    {
        var what = new Argument<string>("what") { Description = "connector/dataset, for example sap/invoices" };
        var file = new Option<string?>("--file")
        {
            Description = "The changed connector file, where it is not the one in config/connectors",
        };
        var csv = new Option<string?>("--csv")
        {
            Description = "Also write every difference, one line a field, to this file",
        };
        var diff = new Command("diff", "Hold the stored pages, read with a changed mapping, against what stands now")
        {
            what, file, csv,
        };
        diff.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            hub => ShowAsync(
                hub, parsed.GetRequiredValue(what), parsed.GetValue(file), parsed.GetValue(csv), cancel),
            cancel));
        return diff;
    }

    private static async Task<int> ShowAsync(
        HubStart hub, string what, string? path, string? csv, CancellationToken cancel)
    {
        var (name, dataset) = ImportRequest.Split(what);
        var file = new ConnectorRegistry(hub.Paths, TimeProvider.System).Load(name, path);
        if (file.Name != name)
        {
            throw new ConfigurationException(
                $"{file.FilePath}: is of the connector '{file.Name}', and '{what}' is of '{name}'.");
        }

        var mapping = file.Dataset(dataset);
        var source = ConnectorRegistry.ReaderOf(file, TimeProvider.System);
        var diff = new MappingDiff(name, mapping, source);
        await using var database = new Database(hub.ConnectionString);
        await using var text = new MappingDiffText(Console.Out, csv);
        var counts = await database.AtOneMomentAsync(
            transaction => diff.RunAsync(transaction, text.Tell, cancel), cancel);
        text.Close(what, file.FilePath, counts);
        return 0;
    }
}
