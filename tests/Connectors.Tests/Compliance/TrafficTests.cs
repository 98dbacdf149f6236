using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Compliance;

public sealed class TrafficTests
{
    [Fact]
    public void A_partner_that_stands_for_days_counts_every_call_and_keeps_the_last_ones()
    {
        var traffic = new Traffic();
        for (var call = 1; call <= Traffic.Kept + 3; call++)
        {
            traffic.Note(new Call(call % 2 == 0 ? CallKind.Write : CallKind.Read, "GET", $"/{call}"));
        }

        Assert.Equal(Traffic.Kept, traffic.Calls.Count);
        Assert.Equal("/4", traffic.Calls.First().PathAndQuery);
        Assert.Equal($"/{Traffic.Kept + 3}", traffic.Calls.Last().PathAndQuery);
        Assert.Equal(Traffic.Kept + 3, traffic.Count(CallKind.Write) + traffic.Count(CallKind.Read));
        Assert.Equal((Traffic.Kept + 2) / 2, traffic.Count(CallKind.Write));
        Assert.Equal(0, traffic.Count(CallKind.Token));
    }
}
