using DealerIntegration.Worker.Dashboard.Access;

namespace DealerIntegration.Worker.Tests.Dashboard;

public sealed class SignInThrottleTests
{
    private readonly MovableClock _clock = new();

    [Fact]
    public void Lets_a_few_mistakes_pass_and_then_makes_each_attempt_wait_longer()
    {
        var throttle = new SignInThrottle(_clock);
        var waits = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            var wait = throttle.Enter("ida", "10.0.0.1");
            Assert.NotNull(wait);
            waits.Add(Math.Round(wait.Value.TotalSeconds));
            _clock.Ahead += wait.Value;
            throttle.Failed("ida", "10.0.0.1");
        }

        Assert.Equal([0, 0, 0, 1, 2, 4, 8, 8], waits);
    }

    [Fact]
    public void Queues_attempts_that_come_at_once_and_turns_a_flood_away()
    {
        var throttle = new SignInThrottle(_clock);
        Fail(throttle, "ida", "10.0.0.1", 9);
        var waits = Enumerable.Range(0, 5).Select(_ => throttle.Enter("ida", "10.0.0.1")?.TotalSeconds);
        Assert.Equal([8d, 16d, 24d, null, null], waits.Select(w => w is { } seconds ? Math.Round(seconds) : w));
    }

    [Fact]
    public void Never_touches_the_same_user_at_another_address_or_another_user()
    {
        var throttle = new SignInThrottle(_clock);
        Fail(throttle, "ida", "10.0.0.1", 50);
        Assert.Equal(TimeSpan.Zero, throttle.Enter("ida", "10.0.0.2"));
        Assert.Equal(TimeSpan.Zero, throttle.Enter("vera", "10.0.0.1"));
    }

    [Fact]
    public void Forgets_after_a_success_and_after_a_quarter_of_an_hour()
    {
        var throttle = new SignInThrottle(_clock);
        Fail(throttle, "ida", "10.0.0.1", 9);
        throttle.Succeeded("ida", "10.0.0.1");
        Assert.Equal(TimeSpan.Zero, throttle.Enter("ida", "10.0.0.1"));
        Fail(throttle, "ida", "10.0.0.1", 9);
        _clock.Ahead += TimeSpan.FromMinutes(16);
        Assert.Equal(TimeSpan.Zero, throttle.Enter("ida", "10.0.0.1"));
    }

    private static void Fail(SignInThrottle throttle, string user, string address, int times)
    {
        for (var i = 0; i < times; i++)
        {
            throttle.Failed(user, address);
        }
    }
}
