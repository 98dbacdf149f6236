namespace DealerIntegration.Worker.Storage;

/// <summary>What is known of a month: from the latest finished run of each pipeline over it.</summary>
internal sealed record MonthFigures
{
    public required string Period { get; init; }

    public required IReadOnlyList<RunFigure> Runs { get; init; }

    public required IReadOnlyList<CertificateFigure> Certificates { get; init; }

    public required OrderFigures Orders { get; init; }

    public required IReadOnlyList<BreakFigure> Breaks { get; init; }

    public required decimal MatchedAmount { get; init; }

    /// <summary>Sum of the absolute amounts of breaks by cause.</summary>
    public required IReadOnlyDictionary<string, decimal> BrokenByCause { get; init; }

    /// <summary>Sum of the absolute residuals of the complete dealers.</summary>
    public required decimal Residual { get; init; }

    public required IReadOnlyList<string> IncompleteDealers { get; init; }

    /// <summary>Invoices against receipts, counts against movements, where they were compared.</summary>
    public required IReadOnlyList<GoodsFigures> Goods { get; init; }

    public required decimal Earned { get; init; }

    public required decimal Payable { get; init; }

    public required IReadOnlyList<CaseFigure> Cases { get; init; }

    public required int Observations { get; init; }

    /// <summary>What was said of the scans that are not simply clean.</summary>
    public required IReadOnlyList<ScanFigure> Scans { get; init; }

    public required PushSummary Pushes { get; init; }

    /// <summary>Documents that the latest month run brought into a partner system.</summary>
    public required int Pushed { get; init; }

    /// <summary>What partners last remarked on documents that they took.</summary>
    public required IReadOnlyList<PushNotice> Notices { get; init; }
}

internal sealed record RunFigure(
    long Id, string Pipeline, string Scope, string Status, decimal Seconds, long RowsIn, long Rejected, string? Note);

internal sealed record CertificateFigure(
    string Connector, string Dataset, bool Complete, long Read, long Accepted, long Rejected, long? SourceTotal,
    long Gone, string Notes);

internal sealed record OrderFigures(int Accepted, int Refused, int Pushed);

internal sealed record BreakFigure(
    string Dealer, string Reference, string Kind, string? Cause, decimal Amount, string? Evidence);

/// <summary>How many scans one signal gave one verdict.</summary>
internal sealed record ScanFigure(string Verdict, string DecidedBy, int Scans);

internal sealed record CaseFigure(
    string Number, string Dealer, string Product, string Area, int Scans, string Severity, IReadOnlyList<string> Codes);
