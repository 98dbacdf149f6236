namespace DealerIntegration.Connectors.U8;

/// <summary>
/// What only the OpenAPI of U8 (用友 U8 OpenAPI) needs to be told. The application's key and secret stand under
/// <c>app</c>, with the caller's account (from_account) as its customer. The vendor publishes no codes beyond 0 for
/// success, so that the others are listed here as they are met; an unlisted one stops a read and leaves the outcome of
/// a write unknown.
/// </summary>
/// <param name="Account">The account that owns the data (to_account).</param>
public sealed record U8Settings(string Account)
{
    /// <summary>Number of the account set (ds_sequence, 账套序号); absent: the account's first.</summary>
    public string? DataSource { get; init; }

    /// <summary>How long a write that U8 has accepted is waited for, until it is really done.</summary>
    public int PatienceSeconds { get; init; } = 120;

    /// <summary>Codes that say that the token is good no more: a new one is fetched, once.</summary>
    public List<string> TokenCodes { get; init; } = [];

    /// <summary>Codes that pass by themselves: a read is tried again.</summary>
    public List<string> TransientCodes { get; init; } = [];

    /// <summary>Codes that say of a list that nothing was found.</summary>
    public List<string> EmptyCodes { get; init; } = [];

    /// <summary>Codes that turn a document down for good.</summary>
    public List<string> RefusedCodes { get; init; } = [];

    /// <summary>What the partner takes, by kind of document; empty: it is only read.</summary>
    public Dictionary<string, U8TargetRule> Targets { get; init; } = [];
}
