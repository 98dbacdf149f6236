using DealerIntegration.Connectors.Contract;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Import;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Bench.Soak.Partners;

/// <summary>The pulls of a seed (取数): disturbed ones first, then as many quiet ones as it takes.</summary>
internal sealed class Pulling(Rig rig, SeedPlan plan, Random random, Workers workers, ProofFigures figures)
{
    private const int MostQuiet = 2;

    private readonly MovingRecords _records = new(rig, plan, random);

    // What a pull had proved whole although a record went and another came while it read: the blind spot of a count.
    private bool _blind;

    public async Task<long> RunAsync(CancellationToken cancel)
    {
        _records.Fill();
        figures.Note("records", rig.Stage.Records.All.Count);
        for (var pulls = random.Next(1, 4); pulls > 0; pulls--)
        {
            DrawnFaults.Set(rig.Stage, random, CallKind.Read, CallKind.Token);
            _records.WorkWhilePaged(random.Next(5));
            await PullAsync(Deaths.Draw(random, Death.Before, Death.Sleep), cancel);
            rig.Time.Pass(TimeSpan.FromMinutes(random.Next(90)));
            _records.Work(random.Next(4));
        }

        _records.Rest();
        rig.Stage.Faults.Clear();
        // Whatever was stamped by a clock that is ahead lies in the past now, and so does the lag.
        rig.Time.Pass(TimeSpan.FromMinutes(5));
        var run = await PullAsync(Deaths.None, cancel, Sure(everything: false));
        for (var more = 1; run.Status != RunStatus.Succeeded && more < MostQuiet; more++)
        {
            run = await PullAsync(Deaths.None, cancel, Sure(everything: false));
        }

        ProofException.Unless(
            run.Status == RunStatus.Succeeded,
            $"A quiet list was not pulled whole: {run.Status}, {run.Note}{run.Error}.");
        await RequireAllAsync(cancel);
        await RequireNoOtherAsync(run, cancel);
        return run.Id;
    }

    private async Task<Run> PullAsync(Deaths deaths, CancellationToken cancel, string parameters = "{}")
    {
        _records.Forget();
        var before = rig.Stage.Records.All;
        var run = await workers.RunAsync("import", rig.Scope, deaths, cancel, parameters);
        figures.Note("pulls");
        figures.Note($"pulls {run.Status}");
        if (run.Status is RunStatus.Succeeded or RunStatus.Incomplete)
        {
            var counts = ImportCounts.Parse(run.Counts);
            figures.Note("pages", counts.Pages);
            figures.Note("passes", counts.Pass + 1);
            figures.Note("rounds to be sure", counts.Round);
            figures.Note("records gone", counts.Gone);
            figures.Note("records kept as not certain", counts.Kept);
        }

        var held = await Held.ReadAsync(rig, cancel);
        held.RequireTrue(_records.Amounts, rig.Stage.Records.All);
        if (run.Status == RunStatus.Succeeded)
        {
            await RequireCertifiedAsync(run, held, before, cancel);
        }

        return run;
    }

    // Whole means: whatever stood still through the pull, and was stamped before its window ended, is there.
    private async Task RequireCertifiedAsync(
        Run run, Held held, IReadOnlyList<StageRecord> before, CancellationToken cancel)
    {
        var window = await WindowAsync(run.Id, cancel);
        var after = rig.Stage.Records.All.ToHashSet();
        var missing = held.Missing(before.Where(record => after.Contains(record) && !(record.ChangedAt >= window.To)));
        // What came with two contents was rejected by name. When the list is quiet again, it must be there as well.
        var doubtful = missing.Where(record => rig.Stage.Doubtful.Contains(record.Number)).ToList();
        figures.Note("records held back as doubtful", doubtful.Count);
        missing = [.. missing.Except(doubtful)];
        if (missing.Count == 0)
        {
            return;
        }

        _blind |= _records.Moves.Any(m => Holds(window, m.Before) && !Holds(window, m.After))
            && _records.Moves.Any(m => !Holds(window, m.Before) && Holds(window, m.After));
        ProofException.Unless(
            _blind, $"A pull was called whole, but {missing.Count} records that stood still are not there "
            + $"({missing[0].Number} of {missing[0].ChangedAt:u}; window {window.From:u} to {window.To:u}).");
        figures.Note("whole over a blind spot");
    }

    private async Task RequireAllAsync(CancellationToken cancel)
    {
        var missing = (await Held.ReadAsync(rig, cancel)).Missing(rig.Stage.Records.All);
        if (missing.Count > 0 && _blind)
        {
            // What was passed over lies further back than windows overlap: only a pull of everything finds it.
            figures.Note("caught up by everything");
            await PullAsync(Deaths.None, cancel, Sure(everything: true));
            missing = (await Held.ReadAsync(rig, cancel)).Missing(rig.Stage.Records.All);
        }

        ProofException.Unless(
            missing.Count == 0,
            $"{missing.Count} of {rig.Stage.Records.All.Count} records are lost: "
            + $"{string.Join(", ", missing)}.");
    }

    // Whatever was taken away is gone after a quiet list of everything.
    private async Task RequireNoOtherAsync(Run last, CancellationToken cancel)
    {
        var file = rig.Connectors.Load(rig.Source);
        if (!SnapshotDiff.MayEnd(rig.Connectors.Reader(file), file.Datasets[0]))
        {
            return;
        }

        if (plan.Window is not null)
        {
            last = await PullAsync(Deaths.None, cancel, Sure(everything: true));
        }

        var outlived = (await Held.ReadAsync(rig, cancel)).Outlived(rig.Stage.Records.All);
        ProofException.Unless(
            outlived.Count == 0,
            $"The partner has deleted {string.Join(", ", outlived)}, and the hub holds it after run {last.Id}: "
            + $"{last.Status}, {last.Note}{last.Error} {last.Counts}.");
    }

    // A person's word for however much is gone.
    private static string Sure(bool everything) =>
        ImportRequest.Parameters(null, null, null, null, everything, acceptGone: true);

    private static bool Holds(Window window, StageRecord? record) =>
        record is not null && !(record.ChangedAt < window.From) && !(record.ChangedAt >= window.To);

    private async Task<Window> WindowAsync(long run, CancellationToken cancel) => await rig.Database.RolledBackAsync(
        async transaction =>
        {
            var (from, to) = (await Sql.QueryAsync<(DateTime?, DateTime?)>(
                transaction, "SELECT from_at, to_at FROM ops.certificate WHERE run_id = @run AND complete", cancel,
                new { run })).Single();
            return new Window(from, to);
        },
        cancel);
}
