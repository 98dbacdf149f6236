using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Worker.Pipelines;
using DealerIntegration.Worker.Pipelines.Settle;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub rebates watch</c> (阶梯提醒): dealers close below their next tier, what is missing and what crossing it is worth,
/// as of the last settlement.
/// </summary>
internal static class RebateWatchCommand
{
    private const int MostLines = 50;

    private static readonly Option<string?> Policy = new("--policy") { Description = "Only this policy" };

    private static readonly Option<string?> Dealer = new("--dealer") { Description = "Only this dealer" };

    private static readonly Option<decimal> Within = new("--within")
    {
        Description = "How much of the tier's threshold may be missing, in percent",
        DefaultValueFactory = _ => 10m,
    };

    private static readonly Option<bool> Over = new("--over")
    {
        Description = "Also earning periods that are over: who missed a tier by how much",
    };

    public static Command Create()
    {
        Within.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<decimal>() is <= 0m or > 100m)
            {
                result.AddError("--within is a percentage above 0 and up to 100.");
            }
        });
        var command = new Command("watch", "Dealers close below the next tier, and what crossing it is worth")
        {
            Policy, Dealer, Within, Over, RunCommand.Json,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                await using var database = new Database(hub.ConnectionString);
                var settled = await database.RolledBackAsync(
                    transaction => SettledStore.WatchedAsync(
                        transaction, parsed.GetValue(Policy), parsed.GetValue(Dealer), cancel),
                    cancel);
                var today = new BusinessDay(hub.Options).Of(TimeProvider.System.GetUtcNow().UtcDateTime);
                var watched = settled.Select(WatchedDealer.Of)
                    .Where(w => parsed.GetValue(Over) || w.Ends >= today).ToList();
                var close = watched.Where(w => w.Missing <= parsed.GetValue(Within)).ToList();
                Console.Write(Text(close, watched.Count, settled.Count));
                if (parsed.GetValue(RunCommand.Json) is { } file)
                {
                    await File.WriteAllTextAsync(file, JsonSerializer.Serialize(close, RunCommand.Pretty), cancel);
                }

                return 0;
            },
            cancel));
        return command;
    }

    /// <param name="close">Those within reach, the worthiest first.</param>
    /// <param name="running">How many periods still run and have a next tier.</param>
    /// <param name="known">The same with those that are over.</param>
    private static string Text(IReadOnlyList<WatchedDealer> close, int running, int known)
    {
        if (close.Count == 0)
        {
            return running == 0 && known > 0
                ? $"All {known} settled earning periods with a next tier are over; --over shows them too.\n"
                : $"None of {running} dealers and policies with a next tier is that close to it; --within widens the "
                    + "search.\n";
        }

        var text = new System.Text.StringBuilder();
        text.AppendLine(
            $"  {"dealer",-12}{"policy",-28}{"period",-12}{"has",18}{"next tier",12}{"at",18}{"missing",18}{"%",8}"
            + $"{"worth",16}");
        foreach (var w in close.Take(MostLines))
        {
            text.AppendLine(
                $"  {w.Dealer,-12}{w.Policy,-28}{w.Period,-12}{Figure(w.Next.At - w.Next.Distance),18}{w.Next.Tier,12}"
                + $"{Figure(w.Next.At),18}{Figure(w.Next.Distance),18}{w.Missing,8:0.00}{Figure(w.Next.Worth),16} "
                + w.Currency);
        }

        if (close.Count > MostLines)
        {
            text.AppendLine($"  … and {close.Count - MostLines} more; --json writes all of them.");
        }

        return text.ToString();
    }

    private static string Figure(decimal value) => value.ToString("#,##0.00", CultureInfo.InvariantCulture);
}

/// <summary>A dealer below its next tier as of its last settlement (差多少到下一档).</summary>
/// <param name="Month">The month that was settled.</param>
/// <param name="Ends">Last day of the earning period.</param>
/// <param name="Missing">In percent of the tier's threshold.</param>
internal sealed record WatchedDealer(
    string Dealer, string Policy, string Period, string Month, DateOnly Ends, string Currency, TierWatch Next,
    decimal Missing)
{
    public static WatchedDealer Of(SettledResult settled)
    {
        var next = settled.Next()!;
        return new WatchedDealer(
            settled.DealerCode, settled.Policy, settled.Period, settled.Month, EarningPeriod.EndOf(settled.Period),
            settled.Currency, next, next.At == 0m ? 0m : next.Distance / next.At * 100m);
    }
}
