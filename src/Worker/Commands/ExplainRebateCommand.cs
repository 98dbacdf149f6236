using System.CommandLine;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Worker.Pipelines.Settle;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub explain rebate</c> (返利查因): how a settled rebate was computed, down to the document lines, and what changed
/// since the settlement before. Without a policy and a period it lists what the dealer was settled for.
/// </summary>
internal static class ExplainRebateCommand
{
    private static readonly Option<string> Dealer = new("--dealer")
    {
        Description = "The dealer's code",
        Required = true,
    };

    private static readonly Option<string?> Policy = new("--policy") { Description = "The policy's code" };

    private static readonly Option<string?> Period = new("--period")
    {
        Description = "The earning period: 2026-10, 2026-Q3, 2026, or a campaign's 2026-03-01..2026-04-15",
    };

    private static readonly Option<long?> Run = new("--run")
    {
        Description = "The settlement's run instead of the last one",
    };

    private static readonly Option<int> Lines = new("--lines")
    {
        Description = "How many lines and changed documents are listed",
        DefaultValueFactory = _ => 20,
    };

    private static readonly Option<bool> All = new("--all") { Description = "List every line and changed document" };

    public static Command Create()
    {
        var command = new Command("rebate", "How a rebate was computed, line by line, and what changed since")
        {
            Dealer, Policy, Period, Run, Lines, All,
        };
        Lines.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
            {
                result.AddError("--lines is a number of lines from 0 up.");
            }
        });
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                await using var database = new Database(hub.ConnectionString);
                Console.Write(await database.RolledBackAsync(
                    transaction => TellAsync(transaction, parsed, cancel), cancel));
                return 0;
            },
            cancel));
        return command;
    }

    private static async Task<string> TellAsync(
        NpgsqlTransaction transaction, ParseResult parsed, CancellationToken cancel)
    {
        var (dealer, policy, period) = (
            parsed.GetRequiredValue(Dealer), parsed.GetValue(Policy), parsed.GetValue(Period));
        if (policy is null || period is null)
        {
            return await ListAsync(transaction, dealer, policy, period, cancel);
        }

        if (await SettledStore.FindAsync(transaction, dealer, policy, period, parsed.GetValue(Run), cancel)
            is not { } result)
        {
            throw await NothingAsync(transaction, dealer, policy, period, parsed.GetValue(Run), cancel);
        }

        var most = parsed.GetValue(All) ? int.MaxValue : parsed.GetValue(Lines);
        var text = new ExplainRebateText(result, most);
        text.Head(await SettledStore.StandingAsync(transaction, result, cancel));
        text.Slices();
        text.Calculation();
        text.Lines(await SettledStore.LinesAsync(transaction, result.Id, 0, most, cancel));
        text.Payable();
        text.Changes(await SettledStore.ChangesAsync(transaction, result, cancel));
        return text.ToString();
    }

    private static async Task<string> ListAsync(
        NpgsqlTransaction transaction, string dealer, string? policy, string? period, CancellationToken cancel)
    {
        var known = (await SettledStore.PeriodsAsync(transaction, dealer, policy, cancel))
            .Where(p => period is null || p.Period == period).ToList();
        return known.Count > 0
            ? ExplainRebateText.List(dealer, known)
            : throw await NothingAsync(transaction, dealer, policy, period, null, cancel);
    }

    private static async Task<UsageException> NothingAsync(
        NpgsqlTransaction transaction, string dealer, string? policy, string? period, long? run,
        CancellationToken cancel)
    {
        var asked = (policy is null ? "" : $" under policy {policy}") + (period is null ? "" : $" for {period}")
            + (run is null ? "" : $" by run {run}");
        var known = await SettledStore.PeriodsAsync(transaction, dealer, null, cancel);
        return new UsageException(
            known.Count == 0
                ? $"No rebate of dealer {dealer} was settled yet; is the code right? "
                  + $"Settle a month with ./hub settle --period 2026-10 --dealer {dealer}."
                : $"No rebate of dealer {dealer} was settled{asked}. There are:\n"
                  + ExplainRebateText.List(dealer, known).TrimEnd());
    }
}
