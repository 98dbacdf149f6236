using System.CommandLine;
using System.Text.Json;
using DealerIntegration.Domain.Warehouses;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub orders stock</c> (库存滚动核对): whether the last two stock lists of each warehouse fit what it reported between
/// them, product by product.
/// </summary>
internal static class WarehouseStockCommand
{
    private const int MostLines = 50;

    private static readonly Option<string?> Warehouse = new("--warehouse") { Description = "Only this warehouse" };

    private static readonly Option<bool> All = new("--all") { Description = "Also products that fit" };

    public static Command Create()
    {
        var command = new Command(
            "stock", "Whether a warehouse's last two stock lists fit what it reported between them")
        {
            Warehouse, All, RunCommand.Json,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                await using var database = new Database(hub.ConnectionString);
                var rolls = await database.RolledBackAsync(
                    async transaction => await WarehouseStockStore.LastRollsAsync(
                        transaction, parsed.GetValue(Warehouse), hub.Options.Principal.TimeZone,
                        await Watermark.FixAsync(transaction), cancel),
                    cancel);
                var listed = rolls.Where(r => parsed.GetValue(All) || r.Code != StockRollCode.Fits).ToList();
                Console.Write(Text(listed, rolls));
                if (parsed.GetValue(RunCommand.Json) is { } file)
                {
                    var figures = listed.Select(r => new
                    {
                        r.Warehouse, r.Product, code = r.Code.ToString(), r.From, r.Opening, r.Moves, r.Expected, r.To,
                        r.Counted, r.Difference, r.Arithmetic,
                    });
                    await File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures, RunCommand.Pretty), cancel);
                }

                return 0;
            },
            cancel));
        return command;
    }

    private static string Text(IReadOnlyList<StockRoll> listed, IReadOnlyList<StockRoll> rolls)
    {
        if (rolls.Count == 0)
        {
            return "No warehouse has two stock lists of different days yet.\n";
        }

        var text = new System.Text.StringBuilder();
        text.AppendLine($"{rolls.Count(r => r.Code == StockRollCode.Fits)} of {rolls.Count} products fit.");
        foreach (var roll in listed.Take(MostLines))
        {
            text.AppendLine($"  {roll.Warehouse,-10}{roll.Product,-16}{roll.Code,-16}{roll.Arithmetic}");
        }

        if (listed.Count > MostLines)
        {
            text.AppendLine($"  … and {listed.Count - MostLines} more; --json writes all of them.");
        }

        return text.ToString();
    }
}
