using System.CommandLine;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Codes;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub uploads codes</c> (编码对照): a dealer's own codes of products, and its units.</summary>
internal static class UploadCodesCommand
{
    public static Command Create()
    {
        var dealer = new Option<string>("--dealer") { Description = "Dealer's code", Required = true };
        var file = new Option<string?>("--import")
        {
            Description = "CSV: kind,theirs,ours,product,factor; kind is product or unit, an empty ours takes it out",
        };
        var command = new Command("codes", "List a dealer's own codes and units, or add to them") { dealer, file };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                await using var database = new Database(hub.ConnectionString);
                var code = parsed.GetRequiredValue(dealer);
                if (parsed.GetValue(file) is { } path)
                {
                    await ImportAsync(hub, database, code, path, cancel);
                }

                var entries = await database.InTransactionAsync(
                    (_, transaction) => CodeMapStore.ListAsync(transaction, code, cancel), cancel);
                foreach (var line in entries.Select(Line).DefaultIfEmpty($"{code} has no codes of its own."))
                {
                    Console.WriteLine(line);
                }

                return 0;
            },
            cancel));
        return command;
    }

    private static async Task ImportAsync(
        HubStart hub, Database database, string dealer, string path, CancellationToken cancel)
    {
        var by = await Caller.NameAsync(hub, cancel);
        var content = await File.ReadAllBytesAsync(path, cancel);
        var count = await database.InTransactionAsync(
            async (_, transaction) =>
            {
                if (!(await MasterStore.DealersAsync(transaction, cancel)).ContainsKey(dealer))
                {
                    throw new UsageException($"There is no dealer {dealer}.");
                }

                var products = (await MasterStore.ProductCodesAsync(transaction, cancel))
                    .ToHashSet(StringComparer.Ordinal);
                var entries = CodeMapFile.Read(content, path, products.Contains);
                await CodeMapStore.SaveAsync(transaction, dealer, entries, by, cancel);
                return entries.Count;
            },
            cancel);
        Console.WriteLine($"{count} entries of {path} were taken for {dealer}.");
    }

    private static string Line(CodeMapEntry entry) => entry.Kind == CodeMapKind.Product
        ? $"product  {entry.Theirs} → {entry.Ours}"
        : $"unit     {entry.Theirs} → {AmountText.Plain(entry.Numerator)}"
          + (entry.Denominator == 1 ? "" : $"/{AmountText.Plain(entry.Denominator)}")
          + $" {entry.Ours}" + (entry.Product.Length == 0 ? "" : $", of {entry.Product}");
}
