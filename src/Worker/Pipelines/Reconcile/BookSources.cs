using DealerIntegration.Domain.Reconciliation;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>
/// One configuration of the engine: its pipeline, the file of its rules, the source of its books and their words.
/// </summary>
internal sealed record BookSetup(
    BookKind Books, string Pipeline, string RulesFile, IBookSource Source, BookWords Words);

/// <summary>The configurations of the one engine (三套对账配置). A new one is a source and a line here.</summary>
internal static class BookSources
{
    public static readonly IReadOnlyList<BookSetup> All =
    [
        new(BookKind.DealerLedger, "reconcile", "dealer-ledger.json", new LedgerSource(), BookWords.Ledger),
        new(BookKind.ThreeWay, "reconcile-three-way", "three-way.json", new ThreeWaySource(), BookWords.ThreeWay),
        new(BookKind.Stock, "reconcile-stock", "stock.json", new StockSource(), BookWords.Stock),
    ];

    public static BookSetup Of(BookKind books) => All.Single(setup => setup.Books == books);

    /// <summary>Null: the pipeline reconciles nothing.</summary>
    public static BookSetup? OfPipeline(string pipeline) => All.SingleOrDefault(setup => setup.Pipeline == pipeline);
}
