namespace DealerIntegration.Worker.Storage;

/// <summary>A diversion case as a run found it (窜货案件).</summary>
internal record FoundCase
{
    public required string Number { get; init; }

    /// <summary><c>case</c>, or <c>observation</c>, which accuses nobody.</summary>
    public required string Standing { get; init; }

    public required string DealerCode { get; init; }

    public string? DealerName { get; init; }

    public required string ProductCode { get; init; }

    public string? ProductName { get; init; }

    public required string AreaCode { get; init; }

    /// <summary>A month such as 2026-10, or a quarter such as 2026-Q4.</summary>
    public required string Window { get; init; }

    public int Codes { get; init; }

    public long? Shipped { get; init; }

    public decimal? Share { get; init; }

    public int Spots { get; init; }

    /// <summary>Cartons that moved apart.</summary>
    public int Units { get; init; }

    /// <summary>Scanners or places that do not depend on each other.</summary>
    public int Sources { get; init; }

    public required string Severity { get; init; }

    public DateTime FirstScan { get; init; }

    public DateTime LastScan { get; init; }

    public required string[] EventIds { get; init; }

    /// <summary>As <see cref="Storage.Weighed"/> reads it.</summary>
    public required string Evidence { get; init; }

    public string? EvidenceChinese { get; init; }

    public Weighed Weighed => Weighed.Read(Evidence, EvidenceChinese);

    /// <summary>What the goods are worth, without tax; null: no price is known.</summary>
    public decimal? Value { get; init; }

    /// <summary>How sure the findings are, in whole percent.</summary>
    public int Confidence { get; init; }

    public int RulesVersion { get; init; }

    /// <summary>The run that found it.</summary>
    public long Run { get; init; }
}

/// <summary>A case as the last finished run that made one of it found it, and what has come since.</summary>
internal sealed record KnownCase : FoundCase
{
    /// <summary>The last finished run of its window.</summary>
    public long Latest { get; init; }

    /// <summary>How many codes the last ruling was about; null before one.</summary>
    public int? RuledCodes { get; init; }

    /// <summary>The latest findings make no case of it any more (证据已撤).</summary>
    public bool IsWithdrawn => Latest > Run;

    /// <summary>Codes found since the last ruling; 0 before one.</summary>
    public int Grown => RuledCodes is { } ruled && !IsWithdrawn ? int.Max(0, Codes - ruled) : 0;
}

/// <summary>A scan that a case counts.</summary>
internal sealed record CaseScan
{
    public required string EventId { get; init; }

    public required string Code { get; init; }

    public required string Verdict { get; init; }

    public required string DecidedBy { get; init; }

    /// <summary>In whole percent.</summary>
    public int Confidence { get; init; }

    public required string AreaCode { get; init; }

    public DateTime ScannedAt { get; init; }

    public required string Actor { get; init; }

    public string? Place { get; init; }

    public string? Shipment { get; init; }

    public required string Evidence { get; init; }

    public string? EvidenceChinese { get; init; }

    public Weighed Weighed => Weighed.Read(Evidence, EvidenceChinese);
}
