using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Diversion.Gathering;
using DealerIntegration.Worker.Pipelines.Diversion.Index;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Diversion;

/// <summary>
/// One partition of the scans of a month: screened in numbers, and what is left judged with the whole lives.
/// </summary>
internal sealed class DiversionChunk(
    NpgsqlTransaction transaction, CodeBook book, int partition, CaseWindow window, long watermark)
{
    // Lives are read for so many codes at a time: about 2 kB each.
    private const int CodesAtOnce = 20_000;
    private const int Ahead = 8;

    public async Task<JudgedScans> JudgeAsync(
        TerritoryMap territories, DiversionRules rules, CancellationToken cancel)
    {
        var store = new ScanStore(transaction, partition, window, rules.BusinessUtcOffsetMinutes, watermark);
        var block = new ScanBlock(book.Hash);
        await store.ReadAsync(block, cancel);
        var order = HashOrder.Of(block.Hashes);
        var screen = new CodeScreen(book, territories, rules, window);
        var judged = new JudgedScans(block.Count, [], new HomeSightings());
        foreach (var codes in Screen(block, order, screen).Chunk(CodesAtOnce))
        {
            var scans = Array.ConvertAll(codes, code => order[code]);
            await JudgeAsync(block, scans, store, judged, territories, rules, cancel);
        }

        screen.NoteTo(judged.AtHome);
        return judged;
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

    /// <param name="codes">For each code its scans in the block.</param>
    private async Task JudgeAsync(
        ScanBlock block, int[][] codes, ScanStore store, JudgedScans judged, TerritoryMap territories,
        DiversionRules rules, CancellationToken cancel)
    {
        var whole = await store.FindAsync([.. codes.SelectMany(code => code).Select(scan => block[scan].Seq)], cancel);
        var scans = Array.ConvertAll(codes, code => Array.ConvertAll(code, scan => whole[block[scan].Seq]));
        var lives = new CodeLives(transaction, book, watermark);
        foreach (var code in codes)
        {
            lives.Ask(block.Hashes[code[0]]);
        }

        var texts = Array.ConvertAll(scans, code => TraceCode.Normalise(code[0].Code));
        var custody = await lives.ReadAsync(texts, cancel);
        for (var i = 0; i < codes.Length; i++)
        {
            var code = texts[i];
            var verdicts = DiversionMatcher.JudgeCode(
                scans[i], scan => custody(code, scan.ScannedAt), territories, rules);
            judged.AtHome.Note(verdicts);
            judged.NotClean.AddRange(verdicts.Where(v => v.Verdict != Verdict.Clean));
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

/// <summary>What came of a partition's scans.</summary>
/// <param name="Scans">Scans read.</param>
/// <param name="NotClean">Verdicts to keep; clean ones are counted.</param>
/// <param name="AtHome">Codes that were read in the territory of their dealer, by movement.</param>
internal sealed record JudgedScans(long Scans, List<ScanVerdict> NotClean, HomeSightings AtHome);
