using System.Collections.Frozen;

namespace DealerIntegration.Simulators.Serving;

/// <summary>
/// A simulated partner inside the process of a test (测试舞台): it holds one list to pull, takes documents, has faults on
/// switches and a clock of its own, and tells afterwards what reached it and what came of it.
/// </summary>
internal abstract class Stage : IAsyncDisposable
{
    /// <summary>Whatever the callers must know: password, signing secret, client secret.</summary>
    public const string Secret = "stage-canary-8d21f0";

    /// <summary>Where it is reached: an address, or a folder.</summary>
    public string Address { get; protected set; } = "";

    public abstract Faults Faults { get; }

    public abstract PartnerClock Clock { get; }

    public abstract Traffic Traffic { get; }

    public StageRecords Records { get; } = new();

    /// <summary>The numbers of the partner's own that each of our keys got: more than one is an effect too many.
    /// </summary>
    public abstract IReadOnlyDictionary<string, IReadOnlyList<string>> Effects { get; }

    /// <summary>
    /// Numbers of records of which the partner held out two contents at once: nobody can say which one is right.
    /// </summary>
    public virtual IReadOnlySet<string> Doubtful => FrozenSet<string>.Empty;

    public abstract Task StartAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>
    /// Other records come now: what was written goes out of the list, and nothing is doubtful any more.
    /// </summary>
    public virtual void Forget()
    {
    }

    /// <summary>
    /// A reader is about to take its next page. A partner that is called sees so by itself; one that only lays down
    /// files must be told, to be at work meanwhile.
    /// </summary>
    /// <param name="page">0: the reader has not even looked what there is.</param>
    public virtual void BeforeRead(int page)
    {
    }
}
