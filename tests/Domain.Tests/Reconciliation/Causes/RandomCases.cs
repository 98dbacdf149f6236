using CsCheck;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

/// <summary>
/// Random books with all kinds of evidence about them: invoices of several lines, documents of other dealers, claims
/// and shipments that carry the numbers and amounts of the books, so that they contradict and compete.
/// </summary>
internal sealed record RandomCases(DealerBook Ours, DealerBook Theirs, Evidence Evidence)
{
    private static readonly string[] Texts = ["返利", "市场费用", "押金 90001", "80001", "rebate 90002"];

    public static readonly Gen<RandomCases> Any =
        from books in RandomBooks.Any
        from seed in Gen.Int
        select Make(books, new Random(seed));

    public RandomCases Shuffled(int seed)
    {
        var random = new Random(seed);
        return new RandomCases(Shuffle(Ours), Shuffle(Theirs), Evidence with
        {
            ForeignDocuments = Mixed(Evidence.ForeignDocuments),
            Claims = Mixed(Evidence.Claims),
            Shipments = Mixed(Evidence.Shipments),
        });

        DealerBook Shuffle(DealerBook book) => book with
        {
            Entries = Mixed(book.Entries), Neighbours = Mixed(book.Neighbours), Carried = Mixed(book.Carried),
        };

        T[] Mixed<T>(IReadOnlyList<T> items)
        {
            var mixed = items.ToArray();
            random.Shuffle(mixed);
            return mixed;
        }
    }

    private static RandomCases Make(RandomBooks books, Random random)
    {
        var entries = books.Ours.Entries.Concat(books.Theirs.Entries).ToList();
        return new RandomCases(WithCarried(books.Ours), WithCarried(books.Theirs), new Evidence(
            books.Ours.Entries.ToDictionary(e => e.Id, e => Invoice(e, books.Theirs, random)))
        {
            ForeignDocuments =
            [
                .. Some(entries).Select(e => new ForeignDocument(
                    (BookSide)random.Next(2), $"D00{random.Next(2, 4)}", e.Reference, e.Date, e.Amount, e.Currency)),
            ],
            Claims =
            [
                .. Some(entries).Select((e, i) => new DealerClaim(
                    (ClaimKind)random.Next(3), random.Next(2) == 0 ? e.Reference : $"C-{i:0000}", e.Date,
                    Math.Abs(e.Amount), e.Currency)),
            ],
            Shipments =
            [
                .. Some(entries).Select((e, i) => new ShipmentFact(
                    random.Next(2) == 0 ? e.Reference : $"8000{i}", e.Date, null, null, Math.Abs(e.Amount))),
            ],
        });

        DealerBook WithCarried(DealerBook book) => book with
        {
            Entries = [.. book.Entries.Select(e => random.Next(3) == 0 ? e with { Text = Texts[random.Next(5)] } : e)],
            Carried = random.Next(2) == 0 ? [] : [.. book.Neighbours.Where(e => e.Date < Sample.October.Start)],
            CarriedFrom = random.Next(2) == 0 ? null : new Period(2026, 9),
            Neighbours = [.. book.Neighbours.Select(e => e with { Id = $"{e.Id}n" })],
        };

        IEnumerable<BookEntry> Some(IEnumerable<BookEntry> from) => from.Where(_ => random.Next(3) == 0);
    }

    // Order and shipment that agree, or three lines whose contradictions make one of the dealer's amounts.
    private static InvoiceEvidence Invoice(BookEntry entry, DealerBook theirs, Random random)
    {
        if (random.Next(4) == 0)
        {
            return Case.Invoice(Case.Line("10", 1m, entry.Amount)) with { InvoiceNumber = entry.Id };
        }

        var aim = theirs.Entries.Count == 0
            ? 1m
            : theirs.Entries[random.Next(theirs.Entries.Count)].Amount - entry.Amount;
        var part = random.Next(2) == 0 ? aim : random.Next(-5, 6) / 100m;
        return new InvoiceEvidence(
            entry.Id, random.Next(4) == 0 ? null : "80001", Case.Day, Case.Day.AddDays(random.Next(30)),
            random.Next(4) == 0 ? null : "10001",
            [
                Case.Line("10", 10m, 3m, received: 10m + (part / 3m), pack: random.Next(3)),
                Case.Line("20", 100m, 0.50m, ordered: 0.50m + ((aim - part) / 100m)),
                random.Next(4) switch
                {
                    0 => Case.Line("30", 1m, -aim, known: false),
                    1 => Case.Line("30", 1m, aim, pack: 2),
                    2 when aim < 0m => Case.Line("30", 100m, 1m, orderDiscount: -aim),
                    _ => Case.Line("30", 100m, 1m, discount: aim),
                },
            ]);
    }
}
