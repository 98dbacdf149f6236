namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// On sale far away hours after it was moved (异常快销). So soon after shipping the goods never saw the dealer's store;
/// sooner than any lorry drives, a time or the code is wrong.
/// </summary>
internal sealed class TooFast : ISignal
{
    public string Name => "too-fast";

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
        var text = $"Read {hours:0.#} hours after document {facts.Custody.Document}, in {facts.Scan.AreaCode}";
        return hours < limits.ImpossibleHours
            ? new Finding(
                Verdict.Undecided,
                Bearing.Against,
                $"{text}: nothing gets there within {limits.ImpossibleHours} hours, so a time or the code is wrong.")
            : hours < limits.FastHours
                ? new Finding(
                    null, Bearing.For, $"{text}: within {limits.FastHours} hours they never saw the dealer's store.")
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
