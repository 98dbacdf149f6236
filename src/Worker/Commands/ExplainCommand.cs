using System.CommandLine;
using System.Text;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Pipelines.Statements;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub explain</c> (查因): why a balance, a match or a difference of a reconciled month is what it is, in any of the
/// books.
/// </summary>
internal static class ExplainCommand
{
    private static readonly Option<string> Dealer = new("--dealer")
    {
        Description = "The dealer's code",
        Required = true,
    };

    private static readonly Option<string?> Book = new("--book")
    {
        Description = "With --books stock a product, with --books threeWay a currency; without it: all of the dealer's",
    };

    private static readonly Option<string?> Which = new("--of")
    {
        Description = "A document number, a row of the dealer's file, or the number in the list; without it: all",
    };

    public static Command Create() => new("explain", "Say why a figure of a reconciled or settled month is what it is")
    {
        Part("balance", "From both openings to the residual", BalanceAsync),
        Part("match", "Which lines were matched, by which step and rule, with the arithmetic", MatchesAsync, Which),
        Part("break", "Differences with cause, evidence and documents, or what came nearest", BreaksAsync, Which),
        ExplainRebateCommand.Create(),
        ExplainCaseCommand.Create(),
        ExplainCodeCommand.Create(),
    };

    private static Command Part(
        string name, string description,
        Func<NpgsqlTransaction, ExplainedMonth, string?, CancellationToken, Task<string>> explain,
        params Option[] options)
    {
        var command = new Command(name, description) { RunCommand.Period, Dealer, ReconcileCommand.Books, Book };
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                var asked = new ExplainRequest(
                    parsed.GetRequiredValue(Dealer), Period.Parse(RunCommand.RequiredPeriod(parsed)),
                    parsed.GetValue(ReconcileCommand.Books), parsed.GetValue(Book), parsed.GetValue(Which));
                await using var database = new Database(hub.ConnectionString);
                Console.Write(await database.RolledBackAsync(
                    async transaction => await explain(
                        transaction, await ExplainedMonth.LoadAsync(transaction, hub.Paths, asked, cancel), asked.Of,
                        cancel),
                    cancel));
                return 0;
            },
            cancel));
        return command;
    }

    private static async Task<string> BalanceAsync(
        NpgsqlTransaction transaction, ExplainedMonth month, string? of, CancellationToken cancel)
    {
        var text = new ExplainBalance(month);
        text.Overview();
        foreach (var book in month.Books.Where(book => book.Differs || month.Books.Count == 1))
        {
            text.Book(book, await ReconciledStore.CausesAsync(transaction, book.Head, cancel));
        }

        text.Proposals(await ReconciledStore.ProposalsAsync(transaction, month.Run.Id, month.Dealer, cancel));
        return month.Setup.Books == BookKind.DealerLedger
            ? text + await ClearingAsync(transaction, month, cancel)
            : text.ToString();
    }

    private static async Task<string> ClearingAsync(
        NpgsqlTransaction transaction, ExplainedMonth month, CancellationToken cancel)
    {
        var terms = ClearingTerms.Load(month.Paths);
        var said = new StringBuilder();
        foreach (var book in month.Books)
        {
            said.Append(ExplainClearing.Tell(
                await ClearedAccount.OfAsync(
                    transaction, month.Dealer, book.Head.Currency, month.Period, month.Run.Watermark!.Value, terms,
                    cancel),
                month.Period));
        }

        return said.ToString();
    }

    private static async Task<string> MatchesAsync(
        NpgsqlTransaction transaction, ExplainedMonth month, string? of, CancellationToken cancel)
    {
        var text = new ExplainText(month);
        foreach (var book in month.Books)
        {
            text.Matches(
                book, await ReconciledStore.MatchesAsync(transaction, book.Head, new LinesWanted(of), cancel));
        }

        return text.IsEmpty ? throw Nothing("match", month, of) : text.ToString();
    }

    private static async Task<string> BreaksAsync(
        NpgsqlTransaction transaction, ExplainedMonth month, string? of, CancellationToken cancel)
    {
        var text = new ExplainText(month);
        foreach (var book in month.Books)
        {
            text.Breaks(book, await ReconciledStore.BreaksAsync(transaction, book.Head, new LinesWanted(of), cancel));
        }

        return text.IsEmpty ? throw Nothing("difference", month, of) : text.ToString();
    }

    private static UsageException Nothing(string what, ExplainedMonth month, string? of) => new(
        of is null
            ? $"Run {month.Run.Id} found no {what} for {month.Dealer} in {month.Period}."
            : $"Run {month.Run.Id} has no {what} of '{of}' for {month.Dealer} in {month.Period}; "
              + $"leave --of out to see all, or try hub explain {(what == "match" ? "break" : "match")}.");
}
