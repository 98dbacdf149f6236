using DealerIntegration.Connectors.Spreadsheets.Writing;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>How the figures of a rebate are shown (数字格式).</summary>
internal static class RebateFormats
{
    public const string Agrees = "一致 agrees";
    public const string Differs = "不一致 differs";

    /// <summary>Amounts and quantities alike, with as many places as matter.</summary>
    public const string Plain = "#,##0.00####;-#,##0.00####;0";

    public static string Money(RebatePolicyResult policy) => Look.MoneyOf(CurrencyScale.Of(policy.Currency));

    /// <summary>Of the basis: without places where it counts whole units.</summary>
    public static string Measure(RebatePolicyResult policy) =>
        policy.Lines.All(line => decimal.IsInteger(line.Contribution)) ? Look.MoneyOf(0) : Plain;
}
