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
    NpgsqlTransaction transaction, long run, CodeBook book, int partition, CaseWindow window, long watermark)
{
    // Lives are read for so many codes at a time: about 2 kB each.
    private const int CodesAtOnce = 20_000;

    // Codes whose place in the index is on its way from memory while others are looked at.
    private const int Ahead = 64;

    /// <summary>Judges the scans and keeps the verdicts that are not clean.</summary>
    public async Task<JudgedScans> JudgeAsync(
        TerritoryMap territories, DiversionRules rules, CancellationToken cancel)
    {
        var store = new ScanStore(transaction, partition, window, rules.BusinessUtcOffsetMinutes, watermark);
        using var block = new ScanBlock(book.Hash);
        await store.ReadAsync(block, cancel);
        block.Arrange();
        var screen = new CodeScreen(book, territories, rules, window);
        var judged = new JudgedScans(block.Count, new HomeSightings());
        foreach (var codes in Screen(block, screen).Chunk(CodesAtOnce))
        {
            await JudgeAsync(block, codes, store, judged.AtHome, territories, rules, cancel);
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

    private static List<Range> Screen(ScanBlock block, CodeScreen screen)
    {
        var doubtful = new List<Range>();
        Span<Range> codes = stackalloc Range[Ahead];
        for (var start = 0; start < block.Count;)
        {
            var count = Split(block.Hashes, ref start, codes);
            screen.Find(block.Hashes, codes[..count]);
            for (var i = 0; i < count; i++)
            {
                if (!screen.IsClean(i, block.Keys[codes[i]]))
                {
                    doubtful.Add(codes[i]);
                }
            }
        }

        return doubtful;
    }

    // The next codes: each is a range of scans of one hash.
    private static int Split(ReadOnlySpan<ulong> hashes, ref int start, Span<Range> codes)
    {
        var count = 0;
        while (count < codes.Length && start < hashes.Length)
        {
            var end = start + 1;
            while (end < hashes.Length && hashes[end] == hashes[start])
            {
                end++;
            }

            codes[count++] = start..end;
            start = end;
        }

        return count;
    }

    /// <param name="codes">Of each code the range of its scans in the block.</param>
    private async Task JudgeAsync(
        ScanBlock block, Range[] codes, ScanStore store, HomeSightings atHome, TerritoryMap territories,
        DiversionRules rules, CancellationToken cancel)
    {
        var seqs = Array.ConvertAll(codes, code => SeqsOf(block.Keys[code]));
        var whole = await store.FindAsync([.. seqs.SelectMany(seq => seq)], cancel);
        var scans = Array.ConvertAll(seqs, code => Array.ConvertAll(code, seq => whole[seq]));
        var lives = new CodeLives(transaction, book, watermark);
        foreach (var code in codes)
        {
            lives.Ask(block.Hashes[code][0]);
        }

        var texts = Array.ConvertAll(scans, code => TraceCode.Normalise(code[0].Code));
        var custody = await lives.ReadAsync(texts, cancel);

        // Judged while they are written: the words of ten thousand verdicts need not lie in memory at once.
        await VerdictStore.SaveAsync(transaction, run, texts.SelectMany(NotClean), cancel);

        IEnumerable<ScanVerdict> NotClean(string code, int i)
        {
            var verdicts = DiversionMatcher.JudgeCode(
                scans[i], scan => custody(code, scan.ScannedAt), territories, rules);
            atHome.Note(verdicts);
            return verdicts.Where(v => v.Verdict != Verdict.Clean);
        }
    }

    private static long[] SeqsOf(ReadOnlySpan<ScanKey> scans)
    {
        var seqs = new long[scans.Length];
        for (var i = 0; i < seqs.Length; i++)
        {
            seqs[i] = scans[i].Seq;
        }

        return seqs;
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
/// <param name="AtHome">Codes that were read in the territory of their dealer, by movement.</param>
internal sealed record JudgedScans(long Scans, HomeSightings AtHome);
