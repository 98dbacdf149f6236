using CsCheck;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Reconciliation;

/// <summary>
/// Two books with everything that goes wrong at once: few references, texts and amounts, so that copies, ties, sets
/// that add up and contradictions are frequent; stated balances that need not add up; open items and decisions.
/// </summary>
internal sealed record RandomBooks(
    DealerBook Ours, DealerBook Theirs, Evidence Evidence, IReadOnlyList<Decision> Decisions)
{
    private static readonly string[] References =
        ["", "90001", "0090001", "inv90001", "90002", "90003", "90004", "BK-1001", "bk-1001", "X", ""];

    private static readonly string?[] Texts =
        [null, null, "for 90001", "90002/90003", "bank bk-1001 90003", "inv 90004", "payment-12345", "payment-12399"];

    private static readonly Gen<Line> Lines =
        from kind in Gen.Enum<EntryKind>()
        from reference in Gen.Int[0, References.Length - 1]
        from day in Gen.Int[1, 31]
        from text in Gen.Int[0, Texts.Length - 1]
        from cents in Gen.Int[9_990, 10_010]
        from negative in Gen.Bool
        from foreign in Gen.Int[0, 9]
        select new Line(
            kind, References[reference], Texts[text], day, (negative ? -cents : cents) / 100m, foreign == 0);

    // Without numbers, close in time and in few steps: many sets add up, some in more than one way.
    private static readonly Gen<Line> PartLines =
        from kind in Gen.OneOf(Gen.Const(EntryKind.Invoice), Gen.Const(EntryKind.Payment), Gen.Enum<EntryKind>())
        from named in Gen.Int[0, 7]
        from day in Gen.Int[8, 12]
        from steps in Gen.Int[1, 40]
        from reduces in Gen.Int[0, 5]
        let negative = kind == EntryKind.Payment != (reduces == 0)
        select new Line(
            kind, named == 0 ? "90001" : "", named == 1 ? "for 90001" : null, day,
            (negative ? -5m : 5m) * steps, false);

    public static readonly Gen<RandomBooks> Any = Gen.OneOf(From(Lines), From(PartLines));

    private static Gen<RandomBooks> From(Gen<Line> line) =>
        from ours in line.Array[0, 12]
        from theirs in line.Array[0, 12]
        from ourBeside in line.Array[0, 4]
        from theirBeside in line.Array[0, 4]
        from ourOpen in line.Array[0, 3]
        from theirOpen in line.Array[0, 3]
        from decided in Gen.Select(Gen.Enum<DecisionKind>(), Gen.Int[0, 99], Gen.Int[0, 99]).Array[0, 3]
        from balances in Gen.Int[-50_000, 50_000].Array[4]
        from delivered in Gen.Int[1, 10].Array[12]
        let ourBook = Book("o", ours, ourBeside, ourOpen, balances[0], balances[1])
        let theirBook = Book("t", theirs, theirBeside, theirOpen, balances[2], balances[3])
        select new RandomBooks(
            ourBook,
            theirBook,
            Sample.Evidence([.. ours.Select((line, i) => Sample.Proof(
                $"o{i}",
                line.Amount,
                $"8000{i}",
                new DateOnly(2026, 10, 29),
                new DateOnly(2026, 10, 25).AddDays(delivered[i]),
                "10001",
                line.Amount + 1m,
                line.Amount - 1m))]),
            [.. decided.SelectMany((d, i) => Decide(i + 1, d.Item1, ourBook, d.Item2, theirBook, d.Item3))]);

    public IEnumerable<BookEntry> OurLines => Ours.Entries.Concat(Ours.Carried);

    public IEnumerable<BookEntry> TheirLines => Theirs.Entries.Concat(Theirs.Carried);

    public RandomBooks Swapped() => this with
    {
        Ours = Theirs,
        Theirs = Ours,
        Decisions = [.. Decisions.Select(d => d with
        {
            OurIds = d.TheirIds, TheirIds = d.OurIds, OurAmount = d.TheirAmount, TheirAmount = d.OurAmount,
        })],
    };

    public RandomBooks Shuffled(int seed)
    {
        var random = new Random(seed);
        return this with { Ours = Shuffle(Ours), Theirs = Shuffle(Theirs) };

        DealerBook Shuffle(DealerBook book)
        {
            var (entries, neighbours) = (book.Entries.ToArray(), book.Neighbours.ToArray());
            random.Shuffle(entries);
            random.Shuffle(neighbours);
            return book with
            {
                Entries = entries, Neighbours = neighbours, Carried = [.. book.Carried.Reverse()],
            };
        }
    }

    private static DealerBook Book(
        string side,
        Line[] lines,
        Line[] beside,
        Line[] open,
        int opening,
        int closing) => new(
        "D001",
        "CNY",
        opening / 100m,
        closing / 100m,
        [.. lines.Select((l, i) => Entry($"{side}{i}", l, new DateOnly(2026, 10, l.Day), l.Foreign ? "USD" : "CNY"))],
        [.. beside.Select((l, i) => Entry($"{side}n{i}", l, Beside(l.Day), "CNY"))])
    {
        Carried = [.. open.Select((l, i) => Entry($"{side}c{i}", l, new DateOnly(2026, 9, 1 + (l.Day % 30)), "CNY"))],
        CarriedFrom = open.Length > 0 ? new Period(2026, 9) : null,
    };

    private static IEnumerable<Decision> Decide(
        int number, DecisionKind kind, DealerBook ours, int our, DealerBook theirs, int their)
    {
        BookEntry[] left = [.. ours.Entries, .. ours.Carried];
        BookEntry[] right = [.. theirs.Entries, .. theirs.Carried];
        if (left.Length > 0 && right.Length > 0)
        {
            var (one, other) = (left[our % left.Length], right[their % right.Length]);
            yield return new Decision(
                number, kind, [one.Id], [other.Id], one.Amount, other.Amount, "6711", "seen", "finance",
                new DateOnly(2026, 11, 3));
        }
    }

    // The month before for even days, the month after for odd ones.
    private static DateOnly Beside(int day) => new(2026, day % 2 == 0 ? 9 : 11, Math.Min(day, 30));

    private static BookEntry Entry(string id, Line line, DateOnly date, string currency) =>
        new(id, line.Kind, line.Reference, date, line.Amount, currency, line.Text);

    private sealed record Line(
        EntryKind Kind, string Reference, string? Text, int Day, decimal Amount, bool Foreign);
}
