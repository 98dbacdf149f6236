using System.Text.Json;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Bench.Soak;

/// <summary>Reconciliation over random books with planted causes (对账).</summary>
internal sealed class ReconcileProof : IProof
{
    private static readonly Period October = new(2026, 10);

    private static readonly ReconciliationRules Rules = new()
    {
        Code = "soak",
        Version = 1,
        Steps = ["exactKey", "normalisedKey", "sharedReference", "tolerance"],
        Tolerance = new Tolerance { Absolute = 0.05m, Percent = 0m, DateWindowDays = 3 },
        Prefixes = ["INV"],
        AcceptNamedPayment = true,
        WriteOff = new WriteOffRules { Limit = 5m, Accounts = ["6603"] },
    };

    public string Name => "reconcile";

    public string Law =>
        "the stated difference is the causes plus the residual, which is 0.00; every one of the causes is found where "
        + "it is planted and nowhere else; the order of lines and the split of dealers over chunks change nothing";

    public Task<ProofFigures> RunAsync(int seed, CancellationToken cancel) => Task.FromResult(Run(seed));

    public static ProofFigures Run(int seed)
    {
        var random = new Random(seed);
        var figures = new ProofFigures();
        var dealers = Enumerable.Range(1, random.Next(2, 7))
            .Select(d => (Code: $"D{d}", Books: PlantedBooks.Make($"D{d}", random.Next(1, 400), random)))
            .ToList();
        var results = dealers.ToDictionary(d => d.Code, d => Reconcile(d.Books.Ours, d.Books.Theirs, d.Books));
        foreach (var (code, books) in dealers)
        {
            CheckBalance(results[code], books);
            CheckCauses(results[code], books, figures);
            figures.Note("lines", books.Ours.Entries.Count + books.Theirs.Entries.Count);
            figures.Note("matches", results[code].Matches.Count);
        }

        // Other order of lines, other order and split of dealers, on several workers at once.
        var again = dealers
            .Select(d => (d.Code, Ours: Shuffled(d.Books.Ours), Theirs: Shuffled(d.Books.Theirs), d.Books))
            .ToArray();
        random.Shuffle(again);
        foreach (var chunk in again.Chunk(random.Next(1, 4)).AsParallel().Select(chunk =>
            chunk.Select(d => (d.Code, Text: Text(Reconcile(d.Ours, d.Theirs, d.Books)))).ToList()))
        {
            foreach (var (code, text) in chunk)
            {
                ProofException.Unless(
                    text == Text(results[code]),
                    $"Dealer {code} comes out otherwise when its lines arrive in another order.");
            }
        }

        return figures;

        DealerBook Shuffled(DealerBook book)
        {
            var entries = book.Entries.ToArray();
            random.Shuffle(entries);
            return book with { Entries = entries };
        }
    }

    private static void CheckBalance(ReconciliationResult result, PlantedBooks books)
    {
        var difference = books.Theirs.ClosingBalance - books.Ours.ClosingBalance;
        var caused = result.Breaks.Where(b => b.Cause is not null).Sum(b => b.Effect);

        // What we booked last month is in our opening balance and in their closing one: it moves nothing.
        ProofException.Unless(
            difference == caused + result.Residual,
            $"Dealer {result.DealerCode}: difference {difference} is not causes {caused} plus residual "
            + $"{result.Residual}.");
        ProofException.Unless(
            result.Residual == 0m,
            $"Dealer {result.DealerCode}: every cause is planted with its proof, yet {result.Residual} is left.");
    }

    private static void CheckCauses(ReconciliationResult result, PlantedBooks books, ProofFigures figures)
    {
        var found = result.Breaks.Select(b => $"{b.Reference} {b.Cause}").Order(StringComparer.Ordinal);
        var planted = books.Planted.Select(p => $"{p.Number} {p.Cause}").Order(StringComparer.Ordinal);
        ProofException.Unless(
            found.SequenceEqual(planted),
            $"Dealer {result.DealerCode}: planted {string.Join(", ", planted.Except(found))} but found "
            + string.Join(", ", found.Except(planted)));
        foreach (var (_, cause) in books.Planted)
        {
            figures.Note($"found {cause}");
        }

        var missing = Enum.GetValues<BreakCause>().Except(books.Planted.Select(p => p.Cause)).ToList();
        ProofException.Unless(
            !books.HoldsEveryCause || missing.Count == 0,
            $"Dealer {result.DealerCode}: {string.Join(", ", missing)} was not even planted.");
    }

    private static ReconciliationResult Reconcile(DealerBook ours, DealerBook theirs, PlantedBooks books) =>
        Reconciler.Reconcile(ours, theirs, books.Evidence, Rules, October, books.Decisions);

    private static string Text(ReconciliationResult result) => JsonSerializer.Serialize(result);
}
