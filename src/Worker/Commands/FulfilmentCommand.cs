using System.CommandLine;
using System.Text.Json;
using DealerIntegration.Domain.Values;
using DealerIntegration.Domain.Warehouses;
using DealerIntegration.Worker.Pipelines;
using DealerIntegration.Worker.Pipelines.Orders;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub orders fulfilment</c> (出入库履约): what warehouses were asked for and have not done, or have done otherwise, with
/// the arithmetic.
/// </summary>
internal static class FulfilmentCommand
{
    private const int MostDocuments = 50;

    private static readonly Option<string?> Dealer = new("--dealer") { Description = "Only this dealer's documents" };

    private static readonly Option<int> Quiet = new("--quiet-days")
    {
        Description = "An open document of which nothing was heard for more days than these is called silent",
        DefaultValueFactory = _ => 3,
    };

    private static readonly Option<bool> All = new("--all") { Description = "Also what was done as asked" };

    private static readonly Option<bool> Ask = new("--ask")
    {
        Description = "Also ask the warehouse where each listed document that is open stands now; nothing is stored",
    };

    public static Command Create()
    {
        Quiet.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
            {
                result.AddError("--quiet-days is a number from 0 up.");
            }
        });
        var command = new Command(
            "fulfilment", "What warehouses made of what they were asked: open, short, over, wrong, silent")
        {
            Dealer, RunCommand.Period, Quiet, All, Ask, RunCommand.Json,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                var day = new BusinessDay(hub.Options);
                var scope = ScopeOf(parsed, day);
                var terms = new FulfilmentTerms(
                    day.Of(TimeProvider.System.GetUtcNow().UtcDateTime), parsed.GetValue(Quiet));
                await using var database = new Database(hub.ConnectionString);
                var (listed, counts) = await database.RolledBackAsync(
                    transaction => ReadAsync(transaction, scope, terms, day, parsed.GetValue(All), cancel), cancel);
                var asked = parsed.GetValue(Ask)
                    ? await WarehouseAsking.AskAsync(
                        hub, database, [.. listed.Take(MostDocuments).Where(s => !s.IsClosed)], cancel)
                    : new Dictionary<string, string>();
                Console.Write(Text(listed, counts, asked));
                if (parsed.GetValue(RunCommand.Json) is { } file)
                {
                    await File.WriteAllTextAsync(
                        file, JsonSerializer.Serialize(listed.Select(Figures), RunCommand.Pretty), cancel);
                }

                return 0;
            },
            cancel));
        return command;
    }

    private static FulfilmentScope ScopeOf(ParseResult parsed, BusinessDay day)
    {
        var dealer = parsed.GetValue(Dealer);
        if (RunCommand.CheckedPeriod(parsed) is not { } text)
        {
            return new FulfilmentScope(dealer);
        }

        var period = Period.Parse(text);
        return new FulfilmentScope(
            dealer, day.InstantOf(period.Start, TimeOnly.MinValue),
            day.InstantOf(period.Next.Start, TimeOnly.MinValue));
    }

    private static async Task<(List<FulfilmentStanding>, SortedDictionary<FulfilmentCode, int>)> ReadAsync(
        Npgsql.NpgsqlTransaction transaction, FulfilmentScope scope, FulfilmentTerms terms, BusinessDay day, bool all,
        CancellationToken cancel)
    {
        var listed = new List<FulfilmentStanding>();
        var counts = new SortedDictionary<FulfilmentCode, int>();
        await foreach (var (order, word) in FulfilmentStore.ReadAsync(transaction, scope, day, cancel))
        {
            var standing = Fulfilment.Of(order, word, terms);
            counts[standing.Code] = counts.GetValueOrDefault(standing.Code) + 1;
            if (all || standing.Code is not (FulfilmentCode.Complete or FulfilmentCode.Cancelled))
            {
                listed.Add(standing);
            }
        }

        return ([.. listed.OrderBy(s => s.Code)], counts);
    }

    private static string Text(
        IReadOnlyList<FulfilmentStanding> listed, SortedDictionary<FulfilmentCode, int> counts,
        IReadOnlyDictionary<string, string> asked)
    {
        if (counts.Count == 0)
        {
            return "No warehouse was asked for anything, and none reports anything it had planned.\n";
        }

        var text = new System.Text.StringBuilder();
        text.AppendLine($"{counts.Values.Sum()} documents: "
            + string.Join(", ", counts.Select(c => $"{c.Value} {FulfilmentWords.Of(c.Key).English}")));
        foreach (var standing in listed.Take(MostDocuments))
        {
            var order = standing.Order;
            var of = string.Join(", ", new[]
            {
                order.DealerCode is { } dealer ? $"dealer {dealer}" : null,
                order.OrderNumber is { } number ? $"order {number}" : null,
                order.Warehouse is { } warehouse ? $"warehouse {warehouse}" : null,
                order.SentOn is { } sent ? $"sent {sent:yyyy-MM-dd}" : "not sent by the hub",
                standing.IsClosed ? "closed" : "open",
            }.OfType<string>());
            text.AppendLine($"{order.Number}  {FulfilmentWords.Of(standing.Code).English}  ({of})");
            var reasons = standing.Reasons.Count > 0
                ? standing.Reasons.Select(r => $"{r.Code}: {r.Message}")
                : standing.Lines.Select(l => $"{standing.Code}: {l.Ordered.Product}: {l.Arithmetic}");
            foreach (var reason in reasons)
            {
                text.AppendLine($"    {reason}");
            }

            if (asked.TryGetValue(order.Number, out var now))
            {
                text.AppendLine($"    now: {now}");
            }
        }

        if (listed.Count > MostDocuments)
        {
            text.AppendLine($"… and {listed.Count - MostDocuments} more; --json writes all of them.");
        }

        return text.ToString();
    }

    private static object Figures(FulfilmentStanding standing) => new
    {
        standing.Order.Number,
        way = standing.Order.Way.ToString(),
        standing.Order.DealerCode,
        standing.Order.OrderNumber,
        standing.Order.Warehouse,
        standing.Order.SentOn,
        code = standing.Code.ToString(),
        standing.IsClosed,
        reasons = standing.Reasons.Select(r => new { code = r.Code.ToString(), r.Message }),
        lines = standing.Lines.Select(l => new
        {
            l.Ordered.Position,
            l.Ordered.Product,
            ordered = l.Ordered.Quantity,
            l.Moved,
            l.Outstanding,
            l.Missing,
            l.Excess,
            l.Arithmetic,
        }),
    };
}
