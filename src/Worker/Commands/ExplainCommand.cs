using System.CommandLine;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Pipelines.Statements;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub explain</c> (查因): why a balance, a match or a difference of a reconciled month is what it is.
/// </summary>
internal static class ExplainCommand
{
    private static readonly Option<string> Dealer = new("--dealer")
    {
        Description = "The dealer's code",
        Required = true,
    };

    private static readonly Option<string?> Which = new("--of")
    {
        Description = "A document number, a row of the dealer's file, or the number in the list; without it: all",
    };

    public static Command Create() => new("explain", "Say why a figure of a reconciled or settled month is what it is")
    {
        Part("balance", "From both opening balances to the residual", (transaction, head, _, cancel) =>
            BalanceAsync(transaction, head, cancel)),
        Part("match", "Which lines were matched, by which step and rule, with the arithmetic", MatchesAsync, Which),
        Part("break", "Differences with cause, evidence and documents, or what came nearest", BreaksAsync, Which),
        ExplainRebateCommand.Create(),
    };

    private static Command Part(
        string name, string description,
        Func<NpgsqlTransaction, Reconciled, string?, CancellationToken, Task<string>> explain,
        params Option[] options)
    {
        var command = new Command(name, description) { RunCommand.Period, Dealer };
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                var period = Period.Parse(RunCommand.RequiredPeriod(parsed));
                var dealer = parsed.GetRequiredValue(Dealer);
                await using var database = new Database(hub.ConnectionString);
                Console.Write(await database.RolledBackAsync(
                    async transaction =>
                    {
                        var head = await ExplainStore.LatestAsync(transaction, dealer, period, cancel)
                            ?? throw new UsageException(
                                $"Dealer {dealer} was not reconciled for {period}; is the code right? "
                                + $"Start it with ./hub reconcile --period {period} --dealer {dealer}.");
                        return await explain(
                            transaction, new Reconciled(head, period, hub.Paths), parsed.GetValue(Which), cancel);
                    },
                    cancel));
                return 0;
            },
            cancel));
        return command;
    }

    private static async Task<string> BalanceAsync(
        NpgsqlTransaction transaction, Reconciled of, CancellationToken cancel) =>
        ExplainText.Balance(
            of,
            await BooksAsync(transaction, of, cancel),
            await ExplainStore.BreaksAsync(transaction, of.Head, null, cancel),
            await ExplainStore.ProposalsAsync(transaction, of.Head, cancel))
        + ExplainClearing.Tell(
            await ClearedAccount.OfAsync(
                transaction, of.Head.DealerCode, of.Head.Currency, of.Period, WatermarkOf(of),
                ClearingTerms.Load(of.Paths), cancel),
            of.Period);

    private static async Task<string> MatchesAsync(
        NpgsqlTransaction transaction, Reconciled of, string? which, CancellationToken cancel)
    {
        var matches = await ExplainStore.MatchesAsync(transaction, of.Head, which, cancel);
        return matches.Count > 0
            ? ExplainText.Matches(of, await BooksAsync(transaction, of, cancel), matches)
            : throw Nothing("match", of, which);
    }

    private static async Task<string> BreaksAsync(
        NpgsqlTransaction transaction, Reconciled of, string? which, CancellationToken cancel)
    {
        var breaks = await ExplainStore.BreaksAsync(transaction, of.Head, which, cancel);
        return breaks.Count > 0
            ? ExplainText.Breaks(of, await BooksAsync(transaction, of, cancel), breaks)
            : throw Nothing("difference", of, which);
    }

    private static UsageException Nothing(string what, Reconciled of, string? which) => new(
        which is null
            ? $"Run {of.Head.RunId} found no {what} for {of.Head.DealerCode} in {of.Period}."
            : $"Run {of.Head.RunId} has no {what} of '{which}' for {of.Head.DealerCode} in {of.Period}; "
              + $"leave --of out to see all, or try hub explain {(what == "match" ? "break" : "match")}.");

    /// <summary>The lines as the run saw them.</summary>
    private static async Task<DealerBooks> BooksAsync(
        NpgsqlTransaction transaction, Reconciled of, CancellationToken cancel)
    {
        var scope = await ReconcileWork.ScopeAsync(
            transaction, [of.Head.DealerCode], of.Period, WatermarkOf(of), cancel);
        return (await BookStore.LoadAsync(transaction, scope, cancel)).Single();
    }

    private static long WatermarkOf(Reconciled of) => of.Head.Watermark ?? long.MaxValue - 1;
}

/// <summary>A dealer's month and its stored result.</summary>
internal sealed record Reconciled(StoredReconciliation Head, Period Period, HubPaths Paths);
