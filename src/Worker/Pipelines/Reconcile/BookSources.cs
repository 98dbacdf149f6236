using DealerIntegration.Domain.Reconciliation;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>One configuration of the engine: its pipeline, the file of its rules and the source of its books.</summary>
internal sealed record BookSetup(BookKind Books, string Pipeline, string RulesFile, IBookSource Source);

/// <summary>The configurations of the one engine (三套对账配置). A new one is a source and a line here.</summary>
internal static class BookSources
{
    public static readonly IReadOnlyList<BookSetup> All =
    [
        new(BookKind.DealerLedger, "reconcile", "dealer-ledger.json", new LedgerSource()),
        new(BookKind.ThreeWay, "reconcile-three-way", "three-way.json", new ThreeWaySource()),
        new(BookKind.Stock, "reconcile-stock", "stock.json", new StockSource()),
    ];

    public static BookSetup Of(BookKind books) => All.Single(setup => setup.Books == books);
}
