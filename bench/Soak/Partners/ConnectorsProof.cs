using System.Collections.Concurrent;
using DealerIntegration.Connectors.Tests.Compliance.Partners;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Bench.Soak.Partners;

/// <summary>
/// Pulls and pushes of every kind of connector against simulated partners that err, while records move and workers die
/// (连接器长测), on a real PostgreSQL and in virtual time.
/// </summary>
internal sealed class ConnectorsProof : IProof, IAsyncDisposable
{
    private static readonly IReadOnlyList<Func<CompliancePartner>> Partners =
    [
        () => new SapPartner(), () => new SapPartner { Links = false }, () => new QimenPartner(),
        () => new HttpPartner(), () => new YonBipPartner(),
        () => new KingdeePartner(), () => new U8Partner(), () => new IdocPartner(),
    ];

    private readonly Database _database;
    private readonly string _folder;
    private readonly ConcurrentBag<Rig>[] _free = [.. Partners.Select(_ => new ConcurrentBag<Rig>())];

    /// <param name="folder">Connector files and secrets go here.</param>
    public ConnectorsProof(Database database, string folder)
    {
        (_database, _folder) = (database, folder);
        Directory.CreateDirectory(Path.Combine(folder, "config", "connectors"));
        Directory.CreateDirectory(Path.Combine(folder, "secrets"));
        File.Copy(
            Path.Combine(AppContext.BaseDirectory, "config", "diversion.json"),
            Path.Combine(folder, "config", "diversion.json"));
    }

    public string Name => "connectors";

    public string Law =>
        "no record is lost or there twice, no document has two effects, no pull is called whole while a record that "
        + "stood still is missing, none is taken for gone that stands, and when the faults end everything arrives and "
        + "what was deleted is gone";

    /// <summary>While one waits for the database or the partner, others go on.</summary>
    public int Lanes => Environment.ProcessorCount + 1;

    public async Task<ProofFigures> RunAsync(int seed, CancellationToken cancel)
    {
        var random = new Random(seed);
        var kind = random.Next(Partners.Count);
        var rig = _free[kind].TryTake(out var free)
            ? free
            : await Rig.StartAsync(Partners[kind](), _database, _folder);
        var figures = new ProofFigures();
        var plan = SeedPlan.Draw(seed, rig.Partner, random);
        var taken = rig.Stage.Faults.Taken;
        rig.Begin(plan);
        var workers = new Workers(rig, figures);
        try
        {
            var run = await new Pulling(rig, plan, random, workers, figures).RunAsync(cancel);
            await new Pushing(rig, random, workers, figures).RunAsync(run, cancel);
        }
        catch (ProofException e)
        {
            throw new ProofException($"{rig.Connectors.Load(rig.Source).Kind}, {plan}: {e.Message}");
        }

        ProofException.Unless(rig.Stage.Traffic.Strayed == 0, "A call went to a host that is not the partner's.");
        foreach (var (fault, times) in rig.Stage.Faults.Taken)
        {
            figures.Note($"fault {fault}", times - taken.GetValueOrDefault(fault));
        }

        figures.Note($"seeds of {rig.Connectors.Load(rig.Source).Kind}".ToLowerInvariant());
        rig.End();
        if (rig.IsUsedUp)
        {
            await rig.DisposeAsync();
        }
        else
        {
            _free[kind].Add(rig);
        }

        return figures;
    }

    public IEnumerable<string> Report(ProofFigures all)
    {
        var faults = all.Where(f => f.Key.StartsWith("fault ", StringComparison.Ordinal)).ToList();
        yield return $"records lost 0, records twice 0, effects twice 0, certificates that were false 0; "
            + $"{all.GetValueOrDefault("whole over a blind spot")} pulls were called whole while one record went and "
            + "another came between two of their pages, which a count cannot show";
        yield return $"{all.GetValueOrDefault("records gone")} deleted records found gone, none that stood";
        yield return $"{faults.Sum(f => f.Value)} faults of {faults.Count(f => f.Value > 0)} kinds, "
            + $"{all.GetValueOrDefault("workers died") + all.GetValueOrDefault("workers asleep")} workers lost";
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var rig in _free.SelectMany(rigs => rigs))
        {
            await rig.DisposeAsync();
        }
    }
}
