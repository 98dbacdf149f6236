namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>What is done about something that looks wrong and may be right (处理级别).</summary>
public enum CheckSeverity
{
    Off,

    /// <summary>It is marked, and the row is taken all the same.</summary>
    Warning,

    /// <summary>The row is refused.</summary>
    Error,
}

/// <summary>Checks of a file against itself and against what the hub knows (合理性校验).</summary>
public sealed record UploadChecks
{
    /// <summary>
    /// Two rows of one file that say exactly the same under a document's number. Rows without a number are left alone:
    /// two equal sales of a day are nothing strange.
    /// </summary>
    public CheckSeverity RepeatedRows { get; init; } = CheckSeverity.Warning;

    /// <summary>Only for stock lists: against the last count, what came and what went since.</summary>
    public ComputedStockCheck? ComputedStock { get; init; }

    /// <summary>Only for scan lists: whether the goods are the dealer's by everybody else's records.</summary>
    public ScannedCodesCheck? ScannedCodes { get; init; }
}

/// <summary>
/// A scan list against what is known of its codes (扫码核对). Whatever the severity, only goods that were shipped to the
/// dealer, or to one above it, confirm anything.
/// </summary>
public sealed record ScannedCodesCheck
{
    /// <summary>A code that no record names.</summary>
    public CheckSeverity Unknown { get; init; } = CheckSeverity.Error;

    /// <summary>A code of goods that were shipped to somebody else.</summary>
    public CheckSeverity Elsewhere { get; init; } = CheckSeverity.Error;
}

/// <summary>
/// A stock list against the computed stock (推算库存核对): the count before it, plus deliveries, less returns, sales and what
/// else was reported since.
/// </summary>
public sealed record ComputedStockCheck
{
    public CheckSeverity Severity { get; init; } = CheckSeverity.Warning;

    /// <summary>A difference up to so much is accepted, in the unit of the count.</summary>
    public decimal Tolerance { get; init; }

    /// <summary>A difference up to this share of the computed stock is accepted as well, in percent.</summary>
    public decimal TolerancePercent { get; init; }
}
