using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Values;
using DealerIntegration.Domain.Diversion.Events;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Storage;

/// <summary>
/// Cases are gathered from verdicts that were written and read back: nothing they hang on may be lost there.
/// </summary>
public sealed class VerdictStoreTests(PostgresFixture postgres)
{
    private const long Run = 7;

    private static readonly DateTimeOffset At = new(2026, 10, 3, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_gathering_looks_at_comes_back()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        ScanVerdict[] verdicts =
        [
            VerdictOn("I1", Verdict.Diverted, "outside-territory", gap: null, document: "OUT1"),
            VerdictOn("I2", Verdict.Diverted, "outside-territory", gap: "Nobody had sent them.", document: "OUT1"),
            VerdictOn("I3", Verdict.Explained, "consumer-travel", gap: null, document: null),
            VerdictOn("I4", Verdict.Cloned, "clone-travel", gap: null, document: "OUT2"),
            VerdictOn("I5", Verdict.Undecided, "ghost", gap: null, document: "OUT2"),
        ];
        var read = await hub.Database.RolledBackAsync(
            async transaction =>
            {
                await VerdictStore.SaveAsync(transaction, Run, verdicts, default);
                return await VerdictStore.ToGatherAsync(transaction, Run, default);
            },
            default);
        Assert.Equal(verdicts[..4].Select(LookedAt), read.OrderBy(v => v.Scan.Code).Select(LookedAt));
    }

    private static object LookedAt(ScanVerdict v) => (
        v.Scan, v.Verdict, v.DecidedBy, v.Confidence, v.RulesVersion,
        (v.Custody.Dealer, v.Custody.ProductCode, v.Custody.Movement, v.Custody.Unit, v.Custody.PackedIn,
            v.Custody.Gap));

    private static ScanVerdict VerdictOn(string code, Verdict verdict, string by, string? gap, string? document) => new(
        new Scan("E-" + code, code, At, "610100", ScanActor.Outlet, "shop 窜", document is null ? null : "gun"),
        new Custody(
            code, CustodyState.WithDealer, "D1", "P1", "BOX", document, At.AddDays(-2), At.AddDays(-3),
            gap is null ? null : new Told(gap, gap), ["E0"])
        {
            PackedIn = "BOX0", Step = TraceStep.Ship,
        },
        verdict, by, 70, "K1 (version 3)", [new Evidence(by, Bearing.For, new Told("Words.", "话。"))], 5);
}
