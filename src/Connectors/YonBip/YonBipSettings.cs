using DealerIntegration.Connectors.GenericHttp;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>
/// What only a YonBIP or YonSuite tenant (用友 BIP 租户) needs to be told; what it lists stands in the <c>source</c> of
/// each dataset.
/// </summary>
public sealed record YonBipSettings
{
    /// <summary>Time zone of the tenant's stamps, which state none.</summary>
    public string Zone { get; init; } = "Asia/Shanghai";

    /// <summary>
    /// Pause after a call beyond the allowance (限流) that names none itself; absent: the usual back-off. The vendor does
    /// not say how long an allowance takes to come back.
    /// </summary>
    public int? LimitPauseSeconds { get; init; }

    /// <summary>What the tenant takes, by kind of document; empty: it is only read.</summary>
    public Dictionary<string, YonBipTargetRule> Targets { get; init; } = [];
}

/// <summary>
/// How one kind of document is written (写入规则): saved as a draft (开立), then submitted (提交) and audited (审核), as far
/// as those are named.
/// </summary>
/// <param name="Save">Path of the single-record save.</param>
/// <param name="Fields">
/// Member of the saved bill to a field of ours, as under <c>http.targets</c>. Members such as
/// <c>orderPrices!currency</c> are written as they stand.
/// </param>
/// <param name="Find">How to look our key up.</param>
public sealed record YonBipTargetRule(string Save, Dictionary<string, FieldMapping> Fields, YonBipFind Find)
{
    /// <summary>Absent: the bill stays a draft, and a draft is what is wanted.</summary>
    public string? Submit { get; init; }

    /// <summary>Absent: whoever approves in YonBIP does it.</summary>
    public string? Audit { get; init; }

    public HttpLines? Lines { get; init; }

    /// <summary>Works the bill's amounts out from quantity and price, for fields to name.</summary>
    public YonBipAmounts? Amounts { get; init; }

    /// <summary>Codes that turn the bill down for good, once our key is not found either. Others are unknown.</summary>
    public List<string> RefusedCodes { get; init; } = ["999", "1002", "310008", "310015", "310023", "310024"];

    /// <summary>Codes that say that the bill was saved under this key before.</summary>
    public List<string> DuplicateCodes { get; init; } = ["10004", "100004"];
}

/// <summary>How to look a key of ours up (按单号回查).</summary>
/// <param name="Path">Of the list.</param>
/// <param name="Key">Where our key stands in a record found: a filter that is ignored must not be believed.</param>
public sealed record YonBipFind(string Path, string Key)
{
    /// <summary>Field that the list is filtered by; absent: our key is the bill's own code (单据编号).</summary>
    public string? Field { get; init; }

    public string Records { get; init; } = "recordList";

    public string Id { get; init; } = "id";

    /// <summary>What people call the bill by.</summary>
    public string Number { get; init; } = "code";

    /// <summary>0 draft (开立), 1 audited (已审核), 2 closed (关闭), 3 being audited (审核中).</summary>
    public string Status { get; init; } = "status";

    /// <summary>Codes that say that nothing was found.</summary>
    public List<string> AbsentCodes { get; init; } = ["118001", "1002"];
}

/// <summary>
/// Amounts of a bill (金额): net is quantity × price, rounded; tax is net × rate, rounded; gross is their sum (价税合计).
/// </summary>
/// <param name="TaxRate">A fraction: 0.13.</param>
public sealed record YonBipAmounts(decimal TaxRate)
{
    /// <summary>Products with another rate.</summary>
    public Dictionary<string, decimal> TaxRates { get; init; } = [];

    public Rounding Rounding { get; init; } = Rounding.Cents;

    /// <summary>Of the price with tax, which is only stated.</summary>
    public Rounding PriceRounding { get; init; } = new(RoundingMode.HalfUp, 6);
}
