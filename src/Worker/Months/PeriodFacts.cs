using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Months;

/// <summary>Everything that decides whether a period can be closed (结账依据), read in one transaction.</summary>
internal sealed record PeriodFacts
{
    public required Period Period { get; init; }

    /// <summary>The last finished reconciliation of all dealers; null: there is none.</summary>
    public long? Reconciled { get; init; }

    /// <summary>The last finished settlement of all dealers; null: there is none.</summary>
    public long? Settled { get; init; }

    /// <summary>By dealer the result of the last reconciliation that covered it.</summary>
    public IReadOnlyList<StoredReconciliation> Dealers { get; init; } = [];

    /// <summary>What the last reconciliation of a dealer has not seen.</summary>
    public IReadOnlyList<LateDocuments> UnseenByReconcile { get; init; } = [];

    public IReadOnlyList<LateDocuments> UnseenBySettle { get; init; } = [];

    /// <summary>By dealer; null: this hub issues no statements to be confirmed.</summary>
    public IReadOnlyDictionary<string, DealerStanding>? Standings { get; init; }

    /// <summary>Settlements that nobody has released, or that can no longer be.</summary>
    public IReadOnlyList<WaitingSettlement> Waiting { get; init; } = [];

    public IReadOnlyList<OpenPush> Pushes { get; init; } = [];

    public IReadOnlyList<OpenPull> Pulls { get; init; } = [];

    public IReadOnlyList<RefusedUpload> Uploads { get; init; } = [];

    public IReadOnlyList<OpenRun> Runs { get; init; } = [];

    public IReadOnlyList<Period> EarlierOpen { get; init; } = [];
}

/// <param name="First">One of them by name.</param>
internal sealed record LateDocuments(string DealerCode, int Count, string First);

/// <summary>A settlement with results to pay that are not posted (待放行), by state and currency.</summary>
/// <param name="Why">Who has rejected it and for what reason.</param>
internal sealed record WaitingSettlement(
    long Run, string PreparedBy, string State, string Currency, int Count, decimal Amount, string? Why);

internal sealed record OpenPush(
    string Connector, string Kind, string Key, string DealerCode, string Status, string? Reason);

/// <summary>A dataset whose last pull was not proved whole, or that was not pulled to the end of the period.</summary>
/// <param name="Scope">Connector and dataset, as an import names them.</param>
internal sealed record OpenPull(string Scope, long Run, string Why);

internal sealed record RefusedUpload(string DealerCode, string FileName, string? Reason);

internal sealed record OpenRun(long Id, string Pipeline, string Scope, string Status);

/// <summary>How a dealer stands to its statement of the period (对账单状态).</summary>
/// <param name="Detail">When it is due, or what is disputed and why; null where there is nothing to add.</param>
internal sealed record DealerStanding(AnswerState Standing, string? Detail = null);

/// <summary>States of a statement that was or was not sent.</summary>
internal enum AnswerState
{
    NotIssued,
    Waiting,
    Confirmed,
    Disputed,

    /// <summary>No answer by the due date, and the contract says that this is a yes (视同确认).</summary>
    DeemedConfirmed,
}
