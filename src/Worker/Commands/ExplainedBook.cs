using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Commands;

/// <summary>One book of a dealer's reconciled month: its result, and its lines as the run saw them.</summary>
internal sealed record ExplainedBook(StoredReconciliation Head, DealerBooks Lines)
{
    /// <summary>The product or the currency, as one writes it after <c>--book</c>.</summary>
    public string Name => NameOf(Head);

    /// <summary>
    /// There is something to look at: a difference, explained or not, or a book that cannot be compared.
    /// </summary>
    public bool Differs => Head.Status != "green" || Head.Difference != 0m;

    public static string NameOf(StoredReconciliation head) => head.Currency.Split(' ')[0];
}

/// <summary>A dealer's reconciled month (一个经销商的对账结果), of one kind of books.</summary>
internal sealed record ExplainedMonth(
    Run Run, BookSetup Setup, string Dealer, Period Period, HubPaths Paths, IReadOnlyList<ExplainedBook> Books)
{
    public BookWords Words => Setup.Words;

    /// <param name="transaction">Only read.</param>
    /// <param name="paths">Where the rules lie.</param>
    /// <param name="asked">Which dealer, period and kind of books.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <exception cref="UsageException">There is no result of the dealer, or no such book.</exception>
    public static async Task<ExplainedMonth> LoadAsync(
        NpgsqlTransaction transaction, HubPaths paths, ExplainRequest asked, CancellationToken cancel)
    {
        var setup = BookSources.Of(asked.Books);
        var option = asked.Books == BookKind.DealerLedger ? "" : $" --books {Name(asked.Books)}";
        var run = await RunStore.LatestOfDealerAsync(
            transaction, setup.Pipeline, asked.Dealer, asked.Period, cancel)
            ?? throw new UsageException(
                $"Dealer {asked.Dealer} was not reconciled for {asked.Period}; is the code right? "
                + $"Start it with ./hub reconcile{option} --period {asked.Period} --dealer {asked.Dealer}.");
        var heads = await ReconciledStore.BooksAsync(transaction, [run.Id], asked.Dealer, cancel);
        var wanted = heads.Where(h => asked.Book is null || ExplainedBook.NameOf(h) == asked.Book).ToList();
        if (wanted.Count == 0)
        {
            throw new UsageException(
                $"Run {run.Id} has no book '{asked.Book}' of {asked.Dealer} in {asked.Period}; it has "
                + $"{string.Join(", ", heads.Select(ExplainedBook.NameOf))}.");
        }

        var rules = RulesFile.In(paths, asked.Books).Load();
        var books = (await SeenBooks.LoadAsync(transaction, run, [asked.Dealer], rules, cancel))
            .ToDictionary(b => b.Ours.Currency, StringComparer.Ordinal);
        return new ExplainedMonth(
            run, setup, asked.Dealer, asked.Period, paths,
            [.. wanted.Select(head => new ExplainedBook(head, books[head.Currency]))]);
    }

    private static string Name(BookKind books) =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(books.ToString());
}

/// <summary>What somebody asks about.</summary>
/// <param name="Book">A product or a currency; null: every book of the dealer.</param>
/// <param name="Of">Which match or difference; null: all.</param>
internal sealed record ExplainRequest(string Dealer, Period Period, BookKind Books, string? Book, string? Of);
