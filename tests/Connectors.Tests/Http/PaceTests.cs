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
        for (var second = 1; second <= 4; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            // Whoever's turn has come begins on a thread of the pool, which a busy machine gives it late.
            await calls[second / 2].WaitAsync(TimeSpan.FromMinutes(1), cancel);
        }

        Assert.Equal([0, 2, 4], begun.Select(b => (int)(b - start).TotalSeconds));
    }

    [Fact]
    public void A_rate_must_be_one() => Assert.Throws<ConfigurationException>(
        () => LimitCheck.Require(new Limits { PerMinute = 0 }, "erp.json"));
}
