using System.Text.Json;
using CsCheck;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Reconciliation.Stock;
using DealerIntegration.Domain.Reconciliation.ThreeWay;

namespace DealerIntegration.Domain.Tests.Reconciliation.Stock;

/// <summary>What holds for any documents of a dealer, sound or not.</summary>
public sealed class StockLawTests
{
    private static readonly Gen<DateOnly> Day = Gen.Int[0, 91].Select(day => new DateOnly(2026, 9, 1).AddDays(day));

    private static readonly Gen<string?> Unit = Gen.Int[0, 9].Select(u => u == 0 ? "BTL" : u == 1 ? null : "CTN");

    private static readonly Gen<StockMovement> Movement = Gen.Select(
        Gen.Enum<MovementKind>(), Day, Gen.Int[1, 60], Unit, Gen.Int[0, 4], Gen.Int[0, 10_000],
        (kind, day, quantity, unit, document, id) => new StockMovement(
            "D001", $"{day:yyyy-MM}/{id}", $"P{document % 2 + 1}", kind, day, quantity, unit,
            kind is MovementKind.TransferIn or MovementKind.TransferOut ? "D002" : null,
            document == 0 ? null : $"X{document}"));

    private static readonly Gen<ShippedLine> Shipment = Gen.Select(
        Day, Gen.Int[-1, 40], Gen.Int[1, 60], Gen.Int[-3, 3], Gen.Int[0, 10_000],
        (day, days, quantity, off, id) => new ShippedLine(
            $"S{id}", null, null, $"P{id % 2 + 1}", quantity, quantity + off, "CTN", day,
            days < 0 ? null : day.AddDays(days)));

    private static readonly Gen<StockFacts> Facts = Gen.Select(
        Movement.List[0, 12], Movement.List[0, 4], Shipment.List[0, 8], Gen.Int[0, 3000].Array[4], Movement.List[0, 4],
        (own, others, shipments, counts, returns) => new StockFacts(
            "D001",
            [new("P1", counts[0], "CTN"), new("P2", counts[1], "CTN")],
            [new("P1", counts[2], "CTN"), new("P2", counts[3], "CTN")],
            [.. own.DistinctBy(m => m.Id)],
            [.. others.Where(m => Sample.October.Contains(m.Date)
                    && m.Kind is MovementKind.TransferIn or MovementKind.TransferOut).DistinctBy(m => m.Id)
                .Select(m => m with { DealerCode = "D002", Counterpart = "D001" })],
            [.. shipments.DistinctBy(s => s.Shipment)],
            [
                .. returns.DistinctBy(m => m.Id)
                    .Select(m => new BookedReturn(m.Id, m.ProductCode, m.Date, m.Quantity, m.Unit)),
            ],
            new Dictionary<string, ProductFact>
            {
                ["P1"] = new("P1", "CTN", 24, 0m),
                ["P2"] = new("P2", "CTN", 12, 0m),
            }));

    [Fact]
    public void The_difference_of_each_product_is_its_causes_plus_the_residual() => Facts.Sample(facts =>
    {
        foreach (var books in Books(facts))
        {
            var result = Shelf.Run(books);
            Assert.Equal(books.Theirs.ClosingBalance - books.Ours.ClosingBalance, result.Difference);
            Assert.Equal(
                result.Difference, result.Breaks.Where(b => b.Cause is not null).Sum(b => b.Effect) + result.Residual);
            Assert.DoesNotContain(
                result.Findings, f => f.Code is FindingCode.StatementDoesNotAdd or FindingCode.OpeningUnexplained);
            Assert.All(
                result.Breaks.Where(b => b.Cause is not null),
                b => Assert.True(b.Evidence!.Length > 0 && b.Documents.Count > 0));
        }
    });

    [Fact]
    public void The_order_of_the_documents_decides_nothing() => Facts.Sample(facts =>
    {
        var other = facts with
        {
            Movements = [.. facts.Movements!.Reverse()],
            OfOthers = [.. facts.OfOthers.Reverse()],
            Shipments = [.. facts.Shipments.Reverse()],
            Returns = [.. facts.Returns.Reverse()],
        };
        Assert.Equal(Text(facts), Text(other));
    });

    [Fact]
    public void Our_closing_is_the_opening_count_and_everything_that_was_shipped_returned_or_reported() =>
        Facts.Sample(facts =>
        {
            foreach (var books in Books(facts))
            {
                Assert.Equal(
                    books.Ours.ClosingBalance,
                    books.Theirs.OpeningBalance + books.Ours.Carried.Sum(e => e.Amount)
                        - books.Theirs.Carried.Sum(e => e.Amount) + books.Ours.Entries.Sum(e => e.Amount));
            }
        });

    private static IReadOnlyList<DocumentedBooks> Books(StockFacts facts) =>
        [.. StockBooks.Of(facts, Sample.October, 7).Where(books => books.Incomplete is null)];

    private static string Text(StockFacts facts) =>
        JsonSerializer.Serialize(Books(facts).Select(Shelf.Run));
}
