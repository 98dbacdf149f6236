using System.Globalization;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Bench.Soak.Partners;

/// <summary>
/// The partner's list, which people work on while it is pulled (变动清单): records are added, changed and taken away,
/// some with stamps in the past, some with the stamp of another. Every state of a record has an amount of its own.
/// </summary>
internal sealed class MovingRecords(Rig rig, SeedPlan plan, Random random)
{
    private readonly Dictionary<string, List<decimal>> _amounts = new(StringComparer.Ordinal);
    private readonly List<Move> _moves = [];
    private int _next;
    private int _budget;

    /// <summary>Every amount that a record of this number ever had, in their order.</summary>
    public IReadOnlyDictionary<string, List<decimal>> Amounts => _amounts;

    /// <summary>What was moved since the last pull began.</summary>
    public IReadOnlyList<Move> Moves => _moves;

    private StageRecords Records => rig.Stage.Records;

    /// <summary>What stood in the list before the first pull: stamped within the last day.</summary>
    public void Fill()
    {
        for (var i = 0; i < plan.Records; i++)
        {
            Add(TimeSpan.FromSeconds(random.Next(plan.LatestSeconds, 86_400)));
        }
    }

    /// <summary>Somebody works between two pulls.</summary>
    public void Work(int moves)
    {
        for (var i = 0; i < moves; i++)
        {
            Move();
        }
    }

    /// <summary>From now on moves happen in front of pages.</summary>
    public void WorkWhilePaged(int moves)
    {
        _budget = moves;
        Records.BeforePage = _ =>
        {
            if (_budget > 0 && random.Next(3) == 0)
            {
                _budget--;
                Move();
            }
        };
    }

    public void Rest() => Records.BeforePage = null;

    /// <summary>A pull begins: what was moved before it is no excuse for what it misses.</summary>
    public void Forget() => _moves.Clear();

    private void Move()
    {
        var all = Records.All;
        switch (random.Next(4))
        {
            case 0 when all.Count > 0:
                var gone = all[random.Next(all.Count)];
                Records.Remove(gone.Number);
                _moves.Add(new Move(gone, null));
                break;
            case 1 when all.Count > 0:
                var old = all[random.Next(all.Count)];
                Put(old, old.Number, Stamp(random.Next(2) == 0 ? TimeSpan.Zero : Late()));
                break;
            case 2:
                Add(Late());
                break;
            default:
                Add(TimeSpan.Zero);
                break;
        }
    }

    // Numbers lie in front of, between and behind those that are there.
    private void Add(TimeSpan late)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{4_700_000 + (random.Next(900) * 100) + _next++}");
        var all = Records.All;
        var stamp = all.Count > 0 && late == TimeSpan.Zero && random.Next(4) == 0
            ? Latest(all)
            : Stamp(late);
        Put(null, number, stamp);
    }

    private void Put(StageRecord? old, string number, DateTimeOffset stamp)
    {
        var amounts = _amounts.TryGetValue(number, out var known) ? known : _amounts[number] = [];
        var amount = 1.25m + amounts.Count;
        amounts.Add(amount);
        // A stamp never goes back: a change is stamped when it is made.
        var record = new StageRecord(
            number, StageBusiness.Dealer, amount, old is not null && old.ChangedAt > stamp ? old.ChangedAt : stamp);
        Records.Put(record);
        _moves.Add(new Move(old, record));
    }

    // The stamp of another record, unless that one is older than a late one may be.
    private DateTimeOffset Latest(IReadOnlyList<StageRecord> all)
    {
        var latest = all.Max(record => record.ChangedAt);
        var oldest = Stamp(TimeSpan.FromSeconds(plan.LatestSeconds));
        return latest > oldest ? latest : oldest;
    }

    private DateTimeOffset Stamp(TimeSpan late)
    {
        var at = rig.Stage.Clock.GetUtcNow() - late;
        return new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    // Often just at the end of the window that is being pulled.
    private TimeSpan Late() => TimeSpan.FromSeconds(random.Next(3) switch
    {
        0 => Math.Min(plan.Window?.LagSeconds ?? 0, plan.LatestSeconds),
        1 => Math.Min((plan.Window?.LagSeconds ?? 0) + 1, plan.LatestSeconds),
        _ => random.Next(plan.LatestSeconds),
    });
}

/// <summary>A record before and after a move; null: it was not there.</summary>
internal sealed record Move(StageRecord? Before, StageRecord? After);
