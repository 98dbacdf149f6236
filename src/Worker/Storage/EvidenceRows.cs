namespace DealerIntegration.Worker.Storage;

/// <summary>The run that a pack shows (依据的运行).</summary>
internal sealed record EvidenceRun
{
    public long Id { get; init; }

    public required string Status { get; init; }

    public long Watermark { get; init; }

    public required string RulesHash { get; init; }

    public required string CodeVersion { get; init; }

    public DateTime EndedAt { get; init; }
}

/// <summary>The verdict on one scan of the dealer's product at the destination.</summary>
internal sealed record EvidenceVerdict
{
    public required string EventId { get; init; }

    public required string Code { get; init; }

    public required string Verdict { get; init; }

    public required string DecidedBy { get; init; }

    public required string AreaCode { get; init; }

    public DateTime ScannedAt { get; init; }

    public required string Actor { get; init; }

    public string? Place { get; init; }

    /// <summary>As <see cref="Storage.Weighed"/> reads it.</summary>
    public required string Evidence { get; init; }

    public string? EvidenceChinese { get; init; }

    public Weighed Weighed => Weighed.Read(Evidence, EvidenceChinese);

    /// <summary>In whole percent.</summary>
    public int Confidence { get; init; }

    /// <summary>Whether the case rests on it; the others are shown because they speak for the dealer.</summary>
    public bool Counts { get; init; }

    /// <summary>The whole row as JSON.</summary>
    public required string Row { get; init; }
}

/// <summary>A territory contract, or the areas in the dealer master, as they stood (授权区域).</summary>
internal sealed record EvidenceTerritory
{
    public required string Contract { get; init; }

    public required string Kind { get; init; }

    public required string Areas { get; init; }

    public string? ProductCode { get; init; }

    public DateTime? ValidFrom { get; init; }

    public DateTime? ValidTo { get; init; }

    /// <summary>Number of the version; the run saw it.</summary>
    public long Version { get; init; }

    public required string Row { get; init; }
}

/// <summary>What a person did about the case (处理记录), or what volume a ruling moved.</summary>
internal sealed record EvidenceStep
{
    public DateTime At { get; init; }

    /// <summary>Action of a step, verdict of a ruling, or the side of a move.</summary>
    public required string What { get; init; }

    /// <summary>Who did it; of a move the dealer, empty for the house.</summary>
    public required string By { get; init; }

    /// <summary>In a person's own words, or the arithmetic of a move.</summary>
    public required string Reason { get; init; }

    /// <summary>Null where there is but one wording.</summary>
    public string? ReasonChinese { get; init; }

    /// <summary>Whether reports tell it; a ruling is told by the step it belongs to.</summary>
    public bool Told { get; init; }

    public required string Row { get; init; }
}
