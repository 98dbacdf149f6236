using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Diversion.Events;
using DealerIntegration.Worker.Pipelines.Diversion;
using DealerIntegration.Worker.Pipelines.Diversion.Index;

namespace DealerIntegration.Worker.Tests.Pipelines.Diversion;

/// <summary>What the index of codes says in numbers against the book that knows every event by name.</summary>
public sealed class CodeIndexTests(PostgresFixture postgres)
{
    private static readonly Guid Book = new("6f1d3c7a-0000-4000-8000-000000000001");

    [Fact]
    public void Wherever_it_names_a_dealer_the_book_names_the_same_by_a_whole_chain()
    {
        var (named, asked) = (0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            var world = new TraceWorld(seed);
            world.Grow(pallets: 6, strange: seed % 30);
            using var index = Open(world.Events);
            var book = CustodyBook.Of(world.Events);
            foreach (var (code, at) in Questions(world))
            {
                asked++;
                if (DealerBy(index, code, at) is not { } dealer)
                {
                    continue;
                }

                named++;
                var custody = book.At(code, at);
                Assert.Null(custody.Gap);
                Assert.Equal((CustodyState.WithDealer, dealer), (custody.State, custody.Dealer));
                Assert.False(custody.FirstShipped > at);
            }
        }

        // Else it would prove nothing: after everything was shipped most codes are plain.
        Assert.InRange(named, asked / 4, asked);
    }

    [Fact]
    public void Every_code_with_a_fault_is_a_suspect_and_every_event_of_a_life_is_found()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var world = new TraceWorld(seed);
            world.Grow(pallets: 3, strange: seed % 20);
            using var codes = new CodeBook(Open(world.Events), null);
            var book = CustodyBook.Of(world.Events);
            var suspects = codes.Whole.Suspects.ToArray().ToHashSet();
            Assert.All(book.Problems(), p => Assert.Contains(codes.Hash.Of(p.Code), suspects));
            foreach (var code in world.Codes)
            {
                var events = Gather(codes, code, world);
                var some = CustodyBook.Of(events);
                Assert.All(
                    Instants().Where(at => some.At(code, at).State != CustodyState.Unknown),
                    at => Assert.Equivalent(book.At(code, at), some.At(code, at), strict: true));

                // What a unit holds is no part of its own life.
                Assert.True(events.Count > 0 || codes.Find(codes.Hash.Of(code)) is { Code.IsUnit: true });
            }
        }
    }

    [Fact]
    public void Counts_an_item_for_every_dealer_that_had_it()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var world = new TraceWorld(seed);
            world.Grow(pallets: 5, strange: seed);
            using var codes = new CodeBook(Open(world.Events), null);
            var book = CustodyBook.Of(world.Events);
            var instants = world.Events.Select(e => e.HappenedAt).Distinct().ToList();
            var expected = world.Codes.Where(c => codes.Find(codes.Hash.Of(c)) is { Code.IsUnit: false })
                .SelectMany(c => instants.Select(at => book.At(c, at)).Where(h => h is { Dealer: not null })
                    .Select(h => (h.Dealer!, h.ProductCode)).Distinct())
                .Where(h => h.ProductCode is not null)
                .CountBy(d => (d.Item1, d.ProductCode!))
                .ToDictionary(c => c.Key, c => (long)c.Value);
            Assert.Equal(expected.OrderBy(e => e.Key), codes.ShippedItems().OrderBy(s => s.Key));
        }
    }

    [Fact]
    public void Has_every_code_once_whatever_the_seed_of_the_hash()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var world = new TraceWorld(seed);
            world.Grow(pallets: 12, strange: seed);
            var book = new Guid(seed, 0, 0, [.. Enumerable.Repeat((byte)(seed * 6), 8)]);
            using var index = Open(world.Events, book);
            Assert.Equal(world.Codes.Count, index.Codes);
            Assert.All(world.Codes, code => Assert.NotNull(index.Find(index.Head.Hash.Of(code))));
            var many = Enumerable.Range(0, 20_000).Select(n => index.Head.Hash.Of($"A{n:0000000}"));
            Assert.Equal(20_000, many.Distinct().Count());
        }
    }

    [Fact]
    public void A_file_of_which_a_byte_changed_is_not_read()
    {
        var world = new TraceWorld(1);
        world.Grow(pallets: 2, strange: 5);
        var path = Write(world.Events, Book);
        var bytes = File.ReadAllBytes(path);
        for (var at = 0; at < bytes.Length; at += 7)
        {
            bytes[at] ^= 0x10;
            File.WriteAllBytes(path, bytes);
            Assert.Null(MappedIndex.TryOpen(path));
            bytes[at] ^= 0x10;
        }

        File.WriteAllBytes(path, bytes[..^64]);
        Assert.Null(MappedIndex.TryOpen(path));
        File.WriteAllBytes(path, bytes);
        MappedIndex.TryOpen(path)!.Dispose();
    }

    [Fact]
    public void Hashes_come_in_order_and_equal_ones_as_they_came()
    {
        var random = new Random(5);
        var hashes = Enumerable.Range(0, 5_000)
            .Select(_ => random.Next(2) == 0 ? (ulong)random.NextInt64() : (ulong)random.Next(500) << 55)
            .ToArray();
        Assert.Equal(
            Enumerable.Range(0, hashes.Length).OrderBy(i => hashes[i]).ToArray(), HashOrder.Of(hashes));
    }

    private static List<TraceEvent> Gather(CodeBook codes, string code, TraceWorld world)
    {
        var (seen, seqs) = (new HashSet<ulong>(), new HashSet<long>());
        codes.Gather(codes.Hash.Of(code), seen, seqs);
        while (true)
        {
            var found = world.Events.Where(e => seqs.Contains(long.Parse(e.EventId[1..]) + 1)).ToList();
            var known = seen.Count;
            found.ForEach(e => codes.Gather(codes.Hash.Of(e.ParentCode ?? code), seen, seqs));
            if (known == seen.Count)
            {
                return found;
            }
        }
    }

    private MappedIndex Open(IEnumerable<TraceEvent> events, Guid? book = null) =>
        MappedIndex.TryOpen(Write(events, book ?? Book))!;

    private string Write(IEnumerable<TraceEvent> events, Guid book)
    {
        var draft = new IndexDraft(IndexHead.HashOf(book));
        foreach (var e in events)
        {
            TraceWorld.Add(draft, e);
        }

        var path = Path.Combine(postgres.NewFolder(), "codes-0-1.index");
        IndexFile.Write(path, new IndexHead(book, 0, 1, 1, Guid.Empty), IndexFinish.Of(draft));
        return path;
    }

    private static string? DealerBy(MappedIndex index, string code, DateTimeOffset at) =>
        index.Find(index.Head.Hash.Of(code)) is { } known
        && index.StepAt(known.Group, ScanBlock.Microseconds(at)) is >= 0 and var step
        && index.DealerOf(step) is > 0 and var dealer
            ? index.Dealers[dealer]
            : null;

    private static IEnumerable<(string Code, DateTimeOffset At)> Questions(TraceWorld world) =>
        world.Codes.Append("NEVER").SelectMany(code => Instants().Select(at => (code, at)));

    private static IEnumerable<DateTimeOffset> Instants() =>
        Enumerable.Range(0, 12).Select(n => TraceWorld.Start.AddHours(n * 67));
}
