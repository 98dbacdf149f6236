using DealerIntegration.Domain.Diversion.Signals;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion;

/// <summary>Hears every signal on one scan and weighs it, as <see cref="DiversionMatcher"/> guarantees.</summary>
internal static class ScanJudgement
{
    /// <summary>Decides where a verdict against a dealer is not sure enough.</summary>
    public const string LowConfidence = "low-confidence";

    private static readonly IReadOnlyList<Evidence> Clean =
        [new Evidence(InsideTerritory.SignalName, Bearing.Against, InsideTerritory.Text)];

    public static ScanVerdict Of(in ScanFacts facts)
    {
        List<Evidence>? evidence = null;
        (Verdict Verdict, string Signal)? decision = null;
        foreach (var signal in SignalList.All)
        {
            if (signal.Look(facts) is not { } finding)
            {
                continue;
            }

            (evidence ??= []).Add(new Evidence(signal.Name, finding.Bearing, finding.Text));
            if (decision is null && finding.Verdict is { } verdict)
            {
                decision = (verdict, signal.Name);
            }
        }

        // Positions are inside, outside or unclear, and a signal decides each: none is left unless one was removed.
        if (decision is not { } decided)
        {
            throw new InvalidOperationException($"No signal decided scan {facts.Scan.EventId}; the list has a gap.");
        }

        // Nearly every scan ends here: nothing is written for it.
        return decided.Verdict == Verdict.Clean
            ? new ScanVerdict(
                facts.Scan, facts.Custody, Verdict.Clean, decided.Signal,
                facts.Rules.Confidence.Signals[decided.Signal], null, evidence!.Count == 1 ? Clean : evidence,
                facts.Rules.Version) { AtHome = true }
            : Weigh(facts, decided.Verdict, decided.Signal, evidence!);
    }

    private static ScanVerdict Weigh(in ScanFacts facts, Verdict verdict, string signal, List<Evidence> evidence)
    {
        var percent = 0;
        if (verdict != Verdict.Undecided)
        {
            var confidence = verdict == Verdict.Diverted
                ? AgainstDealer(facts)
                : new Confidence(SignalTerms.Of(signal), facts.Rules.Confidence.Signals[signal]);
            evidence.Add(confidence.ToEvidence());
            percent = confidence.Percent;
        }

        if (verdict == Verdict.Diverted && percent < facts.Rules.Confidence.Least)
        {
            var least = facts.Rules.Confidence.Least;
            evidence.Add(new Evidence(
                LowConfidence,
                Bearing.Against,
                new Told(
                    $"{percent} % is less than the {least} % a verdict against a dealer needs.",
                    $"{percent} % 低于对经销商作不利判定所需的 {least} %。")));
            (verdict, signal) = (Verdict.Undecided, LowConfidence);
        }

        return new ScanVerdict(
            facts.Scan, facts.Custody, verdict, signal, percent, ContractOf(facts), evidence, facts.Rules.Version)
        {
            AtHome = facts.Position == Position.Inside,
        };
    }

    private static Confidence AgainstDealer(in ScanFacts facts)
    {
        var (scan, custody, weights) = (facts.Scan, facts.Custody, facts.Rules.Confidence.Facts);
        var confidence = StartAgainst(scan.Actor, facts.Rules.Confidence);
        confidence.Add(new("a confirmed receipt", "已确认收货"), custody.IsReceived ? weights.Received : 0);
        confidence.Add(new("a movement that is missing", "缺一次流转"), custody.Gap is not null ? weights.BrokenChain : 0);
        confidence.Add(
            new("an owner known through the carton", "货主由箱码推得"), custody.Unit is not null ? weights.PackedUnit : 0);
        confidence.Add(new("a position", "有定位"), GeoPoint.Of(scan) is not null ? weights.Position : 0);
        confidence.Add(new("goods there too soon", "到得过快"), TooFast.IsFast(facts) ? weights.FastSale : 0);
        if (facts.Code.All.Count > 1)
        {
            confidence.Add(
                new("a second device in this city", "本市有第二台设备"), HasSecondDevice(facts) ? weights.SecondDevice : 0);
            confidence.Add(
                new("a scan in the territory as well", "区域内也扫到"), IsSeenInside(facts) ? weights.SeenInside : 0);
        }

        return confidence;
    }

    /// <summary>Where the sum starts for a scan outside, by who read it.</summary>
    public static Confidence StartAgainst(ScanActor actor, ConfidenceRules rules) =>
        new Confidence(
            SignalTerms.Of(OutsideTerritory.SignalName), rules.Signals[OutsideTerritory.SignalName]).Add(
            actor switch
            {
                ScanActor.Inspector => new("an inspector", "稽查扫码"),
                ScanActor.Outlet => new("a shop", "终端扫码"),
                _ => new Told("a buyer", "消费者扫码"),
            },
            actor switch
            {
                ScanActor.Inspector => rules.Facts.Inspector,
                ScanActor.Outlet => rules.Facts.Outlet,
                _ => rules.Facts.Consumer,
            });

    private static bool HasSecondDevice(in ScanFacts facts)
    {
        foreach (var other in facts.Code.Readings)
        {
            if (other.Device is not null && facts.Scan.Device is not null && other.Device != facts.Scan.Device
                && AreaCode.IsValid(other.AreaCode)
                && AreaCode.Prefecture(other.AreaCode) == AreaCode.Prefecture(facts.Scan.AreaCode))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSeenInside(in ScanFacts facts)
    {
        foreach (var other in facts.Code.All)
        {
            if (AreaCode.IsValid(other.AreaCode)
                && facts.Territories.Ask(
                    facts.Custody.Dealer!,
                    other.AreaCode,
                    facts.Custody.ProductCode,
                    facts.Rules.DayOf(other.ScannedAt)).MaySell)
            {
                return true;
            }
        }

        return false;
    }

    private static string? ContractOf(in ScanFacts facts)
    {
        if (facts.Answer.Contract is { } line)
        {
            return line.Reference;
        }

        return facts.Custody.Dealer is not { } dealer ? null : string.Join("; ", facts.Territories
            .LinesOf(dealer, facts.Custody.ProductCode, facts.Day)
            .Select(l => l.Reference)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)) is { Length: > 0 } lines ? lines : null;
    }
}
