using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Pipelines.Diversion.Index;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Diversion;

/// <summary>One partition of the scans of a month: screened in numbers, and what is left judged with the whole lives.</summary>
internal sealed class DiversionChunk(
    NpgsqlTransaction transaction, CodeBook book, int partition, Period period, long watermark)
{
    // Lives are read for so many codes at a time: about 2 kB each.
    private const int CodesAtOnce = 20_000;
    private const int Ahead = 8;

    /// <summary>Scans read, and the verdicts that are not clean.</summary>
    public async Task<(long Scans, IReadOnlyList<ScanVerdict> NotClean)> JudgeAsync(
        TerritoryMap territories, DiversionRules rules, CancellationToken cancel)
    {
        var block = new ScanBlock(book.Hash);
        await ScanStore.ReadAsync(
            transaction, partition, period, rules.BusinessUtcOffsetMinutes, watermark, block, cancel);
        var order = HashOrder.Of(block.Hashes);
        var doubtful = Screen(block, order, new CodeScreen(book, territories));
        var found = new List<ScanVerdict>();
        foreach (var codes in doubtful.Chunk(CodesAtOnce))
        {
            await JudgeAsync(block, order, codes, found, territories, rules, cancel);
        }

        return (block.Count, found);
    }

    /// <summary>What does not fit in the events of this partition's share of the codes.</summary>
    public async Task<IReadOnlyList<CustodyProblem>> ProblemsAsync(CancellationToken cancel)
    {
        var problems = new List<CustodyProblem>();
        foreach (var suspects in Suspects().Chunk(CodesAtOnce))
        {
            var lives = new CodeLives(transaction, book, watermark);
            Array.ForEach(suspects, lives.Ask);
            problems.AddRange(await lives.ProblemsAsync(suspects.ToHashSet(), cancel));
        }

        return problems;
    }

    private static List<Range> Screen(ScanBlock block, int[] order, CodeScreen screen)
    {
        var doubtful = new List<Range>();
        var hashes = block.Hashes;
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && hashes[order[end]] == hashes[order[start]])
            {
                end++;
            }

            screen.Prefetch(hashes[order[Math.Min(end + Ahead, order.Length - 1)]]);
            if (!screen.IsClean(block, order.AsSpan(start, end - start)))
            {
                doubtful.Add(start..end);
            }

            start = end;
        }

        return doubtful;
    }

    private async Task JudgeAsync(
        ScanBlock block, int[] order, Range[] codes, List<ScanVerdict> found, TerritoryMap territories,
        DiversionRules rules, CancellationToken cancel)
    {
        var lives = new CodeLives(transaction, book, watermark);
        var scans = new List<Scan>[codes.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            lives.Ask(block.Hashes[order[codes[i].Start]]);
            scans[i] = [.. order[codes[i]].Select(block.Read)];
        }

        var texts = scans.Select(s => TraceCode.Normalise(s[0].Code)).ToArray();
        var custody = await lives.ReadAsync(texts, cancel);
        for (var i = 0; i < codes.Length; i++)
        {
            var code = texts[i];
            found.AddRange(DiversionMatcher
                .JudgeCode(scans[i], scan => custody(code, scan.ScannedAt), territories, rules)
                .Where(v => v.Verdict != Verdict.Clean));
        }
    }

    private IEnumerable<ulong> Suspects()
    {
        var mine = new List<ulong>();
        foreach (var suspect in book.Whole.Suspects)
        {
            if (IsMine(suspect) && book.Changed?.Find(suspect) is null)
            {
                mine.Add(suspect);
            }
        }

        if (book.Changed is { } changed)
        {
            foreach (var suspect in changed.Suspects)
            {
                if (IsMine(suspect))
                {
                    mine.Add(suspect);
                }
            }
        }

        return mine;
    }

    private bool IsMine(ulong hash) => hash % ScanStore.Partitions == (ulong)partition;
}
