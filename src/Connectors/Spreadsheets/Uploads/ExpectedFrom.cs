namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>Which dealers have to send a kind of file every month (应报经销商).</summary>
public sealed record ExpectedFrom
{
    /// <summary>In <see cref="From"/>: every dealer.</summary>
    public const string All = "*";

    /// <summary>Codes of dealers, names of tiers, or <c>*</c> for all.</summary>
    public required List<string> From { get; init; }

    /// <summary>Codes of dealers, or names of tiers, that do not have to.</summary>
    public List<string> Except { get; init; } = [];

    /// <param name="tier">Null where the master data gives none.</param>
    public bool Names(string dealerCode, string? tier) =>
        (From.Contains(All) || Lists(From, dealerCode, tier)) && !Lists(Except, dealerCode, tier);

    private static bool Lists(List<string> names, string dealerCode, string? tier) =>
        names.Contains(dealerCode) || (tier is not null && names.Contains(tier));
}
