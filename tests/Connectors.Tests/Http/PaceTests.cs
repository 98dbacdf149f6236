using System.Net;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Http;
using Microsoft.Extensions.Time.Testing;

namespace DealerIntegration.Connectors.Tests.Http;

public sealed class PaceTests
{
    [Fact]
    public async Task Calls_are_spread_evenly_over_the_minute()
    {
        var clock = new FakeTimeProvider();
        var (reads, writes) = Pipelines.Build(new Limits { PerMinute = 30, TimeoutSeconds = 1 }, clock);
        var begun = new List<DateTimeOffset>();
        var start = clock.GetUtcNow();
        ValueTask<Answer> Call(CancellationToken cancel)
        {
            begun.Add(clock.GetUtcNow());
            using var message = new HttpResponseMessage();
            return ValueTask.FromResult(new Answer(HttpStatusCode.OK, message.Headers, null, []));
        }

        var cancel = TestContext.Current.CancellationToken;
        var calls = new[] { reads, writes, reads }.Select(p => p.ExecuteAsync(Call, cancel).AsTask()).ToList();
        for (var i = 0; i < 10 && !calls.TrueForAll(c => c.IsCompleted); i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, cancel);
        }

        await Task.WhenAll(calls);
        Assert.Equal([0, 2, 4], begun.Select(b => (int)(b - start).TotalSeconds));
    }

    [Fact]
    public void A_rate_must_be_one() => Assert.Throws<ConfigurationException>(
        () => LimitCheck.Require(new Limits { PerMinute = 0 }, "erp.json"));
}
