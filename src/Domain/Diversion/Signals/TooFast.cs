using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// On sale far away hours after it was moved (异常快销). So soon after shipping the goods never saw the dealer's store;
/// sooner than any lorry drives, a time or the code is wrong.
/// </summary>
internal sealed class TooFast : ISignal
{
    public string Name => "too-fast";

    public string Chinese => "异常快销";

    public bool Weighed => false;

    public static bool IsFast(in ScanFacts facts) =>
        HoursSinceMovement(facts) is { } hours && hours < LimitsFor(facts).FastHours;

    public Finding? Look(in ScanFacts facts)
    {
        if (HoursSinceMovement(facts) is not { } hours)
        {
            return null;
        }

        var limits = LimitsFor(facts);
        var (after, area) = ($"{hours:0.#}", facts.Scan.AreaCode);
        var text = new Told(
            $"Read {after} hours after document {facts.Custody.Document}, in {area}: ",
            $"单据 {facts.Custody.Document} 之后 {after} 小时即在 {area} 被扫到：");
        return hours < limits.ImpossibleHours
            ? new Finding(
                Verdict.Undecided,
                Bearing.Against,
                text + new Told(
                    $"nothing gets there within {limits.ImpossibleHours} hours, so a time or the code is wrong.",
                    $"{limits.ImpossibleHours} 小时内货物到不了那里，必有一个时间或码有误。"))
            : hours < limits.FastHours
                ? new Finding(
                    null,
                    Bearing.For,
                    text + new Told(
                        $"within {limits.FastHours} hours they never saw the dealer's store.",
                        $"不到 {limits.FastHours} 小时，货物没有进过经销商的仓库。"))
                : null;
    }

    private static decimal? HoursSinceMovement(in ScanFacts facts) =>
        facts.Position == Position.Outside && facts.Custody.Since is { } since && facts.Scan.ScannedAt >= since
            ? (facts.Scan.ScannedAt - since).Ticks / (decimal)TimeSpan.TicksPerHour
            : null;

    private static FastSale LimitsFor(in ScanFacts facts)
    {
        var province = facts.Scan.AreaCode[..2];
        return facts.Territories.LinesOf(facts.Custody.Dealer!, facts.Custody.ProductCode, facts.Day)
            .Any(line => line.AreaCode.StartsWith(province, StringComparison.Ordinal))
                ? facts.Rules.FastSale.SameProvince
                : facts.Rules.FastSale.OtherProvince;
    }
}
