namespace DealerIntegration.Worker.Jobs;

/// <summary>A part of a run that any worker may take (分片). Its token grows with every claim: the fence.</summary>
internal sealed record Chunk
{
    public required int No { get; init; }

    /// <summary>What the pipeline planned into the chunk, as JSON.</summary>
    public required string Content { get; init; }

    public required long Token { get; init; }

    /// <summary>Where an earlier claim of the same chunk had got to.</summary>
    public string? Checkpoint { get; init; }

    public required int Attempts { get; init; }

    public required long RowsIn { get; init; }

    public required long Rejected { get; init; }

    public required string Counts { get; init; }
}
