using Npgsql;

namespace DealerIntegration.Worker.Jobs;

/// <summary>
/// A batch pipeline over the business: plans its chunks, works each off, closes the run. All three write through the
/// transaction they are given and nowhere else, so that what a killed worker did not commit did not happen.
/// </summary>
internal interface IPipeline
{
    string Name { get; }

    /// <summary>Splits the work. Runs once per run, in the transaction that moves it from queued to running.</summary>
    Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel);

    /// <summary>Works one chunk off and saves it through <see cref="ChunkScope.CommitAsync"/>.</summary>
    Task ExecuteAsync(ChunkScope chunk);

    /// <summary>Runs once, in the transaction of the chunk that was the last one.</summary>
    Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel);
}

/// <param name="Chunks">Content of each chunk as JSON; none: the run closes at once.</param>
/// <param name="Watermark">Fixed by a pipeline that reads canonical data and must see one state of it.</param>
/// <param name="RulesHash">Hash of every configuration file the run depends on.</param>
internal sealed record RunPlan(IReadOnlyList<string> Chunks, long? Watermark = null, string? RulesHash = null);

/// <param name="Complete">False: the run ends as incomplete, which is never green.</param>
/// <param name="Counts">Figures of the run as JSON.</param>
/// <param name="Note">What is missing, in words.</param>
internal sealed record RunEnd(bool Complete, string Counts, string? Note = null)
{
    /// <summary>The pipeline has opened chunks of the run again: it has not ended.</summary>
    public static readonly RunEnd NotYet = new(false, "{}");

    /// <summary>The same with another note behind its own.</summary>
    public RunEnd With(string? note) =>
        note is null ? this : this with { Note = Note is null ? note : $"{Note}; {note}" };
}
