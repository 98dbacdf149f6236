using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Storage;

/// <summary>A run as the dashboard lists it: its row and the sum of its chunks.</summary>
internal sealed record RunLine
{
    public required long Id { get; init; }

    public required string Pipeline { get; init; }

    public required string Scope { get; init; }

    public string? Period { get; init; }

    public long? ParentId { get; init; }

    public int? Step { get; init; }

    public required string Status { get; init; }

    public string? Note { get; init; }

    public required string AskedBy { get; init; }

    public long? SupersededBy { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime? StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    /// <summary>Since the start, until the end or now, by the database's clock.</summary>
    public decimal? Seconds { get; init; }

    public int Done { get; init; }

    public int Total { get; init; }

    public long RowsIn { get; init; }

    public long Rejected { get; init; }

    public bool HasEnded => Status is RunStatus.Succeeded or RunStatus.Incomplete or RunStatus.Failed;
}

/// <summary>What only the page of one run shows.</summary>
internal sealed record RunFacts
{
    public required string Parameters { get; init; }

    public required string Counts { get; init; }

    public long? Watermark { get; init; }

    public string? RulesHash { get; init; }

    public required string CodeVersion { get; init; }

    public string? ErrorKind { get; init; }

    public string? Error { get; init; }
}

/// <summary>Proof that a pull holds everything in its window (完整性证明).</summary>
internal sealed record CertificateLine
{
    public required string Connector { get; init; }

    public required string Dataset { get; init; }

    public required bool Complete { get; init; }

    public long? SourceTotal { get; init; }

    public required string Tally { get; init; }

    public required string Remarks { get; init; }
}

/// <summary>A part of a run (分片).</summary>
internal sealed record ChunkLine
{
    public required int No { get; init; }

    public required string Status { get; init; }

    public required string Content { get; init; }

    public long RowsIn { get; init; }

    public long Rejected { get; init; }

    public int Attempts { get; init; }

    public string? ClaimedBy { get; init; }

    public string? Error { get; init; }

    public DateTime? StartedAt { get; init; }

    public decimal? Seconds { get; init; }
}

/// <summary>An input row with a problem (拒收行), its place and its remedy.</summary>
internal sealed record RejectedLine
{
    public required string Dataset { get; init; }

    public string? Key { get; init; }

    public required string File { get; init; }

    public string? Sheet { get; init; }

    public long? Row { get; init; }

    public string? Column { get; init; }

    public string? Value { get; init; }

    public required string Code { get; init; }

    public required string Message { get; init; }

    public required string Remedy { get; init; }
}

/// <summary>A result file that a run wrote for a dealer.</summary>
internal sealed record FileLine
{
    public required long No { get; init; }

    public required string DealerCode { get; init; }

    public required string Kind { get; init; }

    public required string Path { get; init; }
}

/// <summary>A dataset's last pull (取数), and which fields of its source came or went.</summary>
internal sealed record PullLine
{
    public required string Scope { get; init; }

    public long Run { get; init; }

    public required string Status { get; init; }

    public string? Note { get; init; }

    public DateTime? EndedAt { get; init; }

    public DateTime? ReachedAt { get; init; }

    /// <summary>Documents that the last pull closed.</summary>
    public long Gone { get; init; }

    /// <summary>Documents that did not come and that it left standing all the same.</summary>
    public long Kept { get; init; }

    public string? Missing { get; init; }

    public string? Appeared { get; init; }
}
