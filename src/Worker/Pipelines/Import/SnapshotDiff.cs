using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>
/// Holds what stands against a list of everything (快照比对): what the source does not list any more is gone. A list in
/// pages may have passed a record over without its count telling, when others went and came; so what is missing is
/// looked for once more before it is let go.
/// </summary>
/// <remarks>
/// A record is passed over only when one that had come before is taken away. That one is missing in the next reading.
/// So a reading all of whose records come again in the next one saw everything that stood.
/// </remarks>
internal sealed class SnapshotDiff(
    Run run, NpgsqlTransaction transaction, ImportRequest request, DatasetMapping mapping, SnapshotStart start)
{
    /// <summary>A list of which something goes in every reading is left to the next pull.</summary>
    private const int MostRounds = 3;

    private readonly DatasetSpec spec = Datasets.Find(mapping.Dataset)!;
    private readonly SnapshotRule rule = mapping.Snapshot ?? SnapshotRule.Usual;

    /// <summary>
    /// Whether a document goes with its record: the source lists all it holds, and such documents end with it.
    /// </summary>
    public static bool MayEnd(ISource source, DatasetMapping mapping) =>
        Datasets.Find(mapping.Dataset)!.EndsWithSource && source.ListsEverything(mapping);

    /// <summary>What follows from the keys of all parts, each of which was proven whole.</summary>
    public async Task<SnapshotVerdict> JudgeAsync(ImportCounts counts, CancellationToken cancel)
    {
        var seen = new HashSet<UInt128>();
        await SeenKeyStore.EachAsync(transaction, run.Id, counts.Round, key => seen.Add(key), cancel);
        var missing = await MissingDocuments.FindAsync(
            transaction, spec, request.Connector, new StandingScope(start.Version, false, request.Address),
            key => seen.Contains(KeyHash.Of(key)), cancel);
        if (missing.Count > 0 && await ObstacleAsync(missing, cancel) is { } obstacle)
        {
            return obstacle;
        }

        // A pull that nobody makes but to be sure of everything is sure of what it has never seen, too.
        var mustBeSure = missing.Count > 0 || (request.Everything && mapping.Window is not null);
        if (!mustBeSure || counts.Pages == 1 || await CameAgainAsync(seen, counts.Round, cancel))
        {
            return new SnapshotVerdict(missing) { Settles = true };
        }

        return counts.Round + 1 < MostRounds
            ? new SnapshotVerdict(missing) { ReadsAgain = true }
            : Kept(missing, $"records went from the list in each of {MostRounds} readings, so that what did not come "
                + "is not certain: pull at a quieter time");
    }

    /// <summary>Closes what is gone.</summary>
    /// <returns>How many documents were closed.</returns>
    public async Task<long> SettleAsync(SnapshotVerdict verdict, CancellationToken cancel)
    {
        await SnapshotStore.SettleAsync(
            transaction, request.Connector, request.Dataset, start, request.Address, run.Id, cancel);
        return await GoneStore.CloseAsync(
            transaction, spec, request.Connector, verdict.Missing.Versions, run.Id, GoneReason.Snapshot, cancel);
    }

    private async Task<SnapshotVerdict?> ObstacleAsync(MissingDocuments missing, CancellationToken cancel)
    {
        if (await RejectedRowStore.WithoutKeyAsync(transaction, run.Id, cancel) is > 0 and var rows)
        {
            return Kept(missing, $"{rows} rejected rows have no readable key and may be among them: mend those first");
        }

        if (request.AcceptGone || !rule.IsTooMany(missing.Count, missing.Standing))
        {
            return null;
        }

        return new SnapshotVerdict(missing)
        {
            IsException = true,
            Note = $"{missing.Text} of {missing.Standing} did not come, more than {rule.MostPercent} percent: nothing "
                + $"is taken for gone. If they are, confirm it with ./hub import {run.Scope}"
                + $"{(request.Everything ? " --everything" : "")} --accept-gone; if the source does not list all it "
                + "holds, say so in the mapping: \"snapshot\": { \"whole\": false }",
        };
    }

    private async Task<bool> CameAgainAsync(HashSet<UInt128> seen, int round, CancellationToken cancel)
    {
        var all = round > 0;
        await SeenKeyStore.EachAsync(transaction, run.Id, round - 1, key => all &= seen.Contains(key), cancel);
        return all;
    }

    private static SnapshotVerdict Kept(MissingDocuments missing, string why) => new(missing)
    {
        Note = missing.Count == 0 ? why : $"{missing.Text} did not come and stay, because {why}",
    };
}

/// <summary>What a run may do about the documents that did not come.</summary>
internal sealed record SnapshotVerdict(MissingDocuments Missing)
{
    /// <summary>They are gone, and the list is the one that counts from now on.</summary>
    public bool Settles { get; init; }

    /// <summary>The parts must be read once more before anything can be said.</summary>
    public bool ReadsAgain { get; init; }

    /// <summary>A person has to say what is right.</summary>
    public bool IsException { get; init; }

    /// <summary>Why they stay.</summary>
    public string? Note { get; init; }
}

/// <summary>The last version and the last reading of a page that a pull of everything found when it began.</summary>
internal sealed record SnapshotStart(long Version, long Reading);
