using CsCheck;
using DealerIntegration.Domain.Reconciliation;

namespace DealerIntegration.Domain.Tests.Reconciliation;

/// <summary>
/// Two books with everything that goes wrong at once: few references and amounts, so that copies, ties and
/// contradictions are frequent; stated balances that need not add up.
/// </summary>
internal sealed record RandomBooks(
    DealerBook Ours, DealerBook Theirs, Evidence Evidence)
{
    private static readonly string[] References = ["", "90001", "0090001", "inv90001", "90002", "BK-1", "bk-1", "X"];

    private static readonly Gen<(EntryKind Kind, string Reference, int Day, decimal Amount, bool Foreign)> Line =
        from kind in Gen.Enum<EntryKind>()
        from reference in Gen.Int[0, References.Length - 1]
        from day in Gen.Int[1, 31]
        from cents in Gen.Int[9_990, 10_010]
        from negative in Gen.Bool
        from foreign in Gen.Int[0, 9]
        select (kind, References[reference], day, (negative ? -cents : cents) / 100m, foreign == 0);

    public static readonly Gen<RandomBooks> Any =
        from ours in Line.Array[0, 12]
        from theirs in Line.Array[0, 12]
        from ourBeside in Line.Array[0, 4]
        from theirBeside in Line.Array[0, 4]
        from balances in Gen.Int[-50_000, 50_000].Array[4]
        from delivered in Gen.Int[1, 10].Array[12]
        select new RandomBooks(
            Book("o", ours, ourBeside, balances[0], balances[1]),
            Book("t", theirs, theirBeside, balances[2], balances[3]),
            Sample.Evidence([.. ours.Select((line, i) => Sample.Proof(
                $"o{i}",
                line.Amount,
                $"8000{i}",
                new DateOnly(2026, 10, 29),
                new DateOnly(2026, 10, 25).AddDays(delivered[i]),
                "10001",
                line.Amount + 1m,
                line.Amount - 1m))]));

    public RandomBooks Shuffled(int seed)
    {
        var random = new Random(seed);
        return this with { Ours = Shuffle(Ours), Theirs = Shuffle(Theirs) };

        DealerBook Shuffle(DealerBook book)
        {
            var (entries, neighbours) = (book.Entries.ToArray(), book.Neighbours.ToArray());
            random.Shuffle(entries);
            random.Shuffle(neighbours);
            return book with { Entries = entries, Neighbours = neighbours };
        }
    }

    private static DealerBook Book(
        string side,
        (EntryKind Kind, string Reference, int Day, decimal Amount, bool Foreign)[] lines,
        (EntryKind Kind, string Reference, int Day, decimal Amount, bool Foreign)[] beside,
        int opening,
        int closing) => new(
        "D001",
        "CNY",
        opening / 100m,
        closing / 100m,
        [.. lines.Select((l, i) => Entry($"{side}{i}", l, new DateOnly(2026, 10, l.Day), l.Foreign ? "USD" : "CNY"))],
        [.. beside.Select((l, i) => Entry($"{side}n{i}", l, Beside(l.Day), "CNY"))]);

    // The month before for even days, the month after for odd ones.
    private static DateOnly Beside(int day) => new(2026, day % 2 == 0 ? 9 : 11, Math.Min(day, 30));

    private static BookEntry Entry(
        string id,
        (EntryKind Kind, string Reference, int Day, decimal Amount, bool Foreign) line,
        DateOnly date,
        string currency) => new(id, line.Kind, line.Reference, date, line.Amount, currency, null);
}
