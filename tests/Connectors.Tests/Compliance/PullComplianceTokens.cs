using DealerIntegration.Connectors.Contract;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Compliance;

/// <summary>What a read makes of a token that is missing, refused or at its end.</summary>
public abstract partial class PullCompliance
{
    [Fact]
    public async Task A_token_that_is_not_to_be_had_is_said_without_secrets_and_nothing_is_asked_without_it()
    {
        if (await ReadsWithoutTokenAsync())
        {
            return;
        }

        foreach (var fault in FaultSets.All)
        {
            await using var rig = await Rig.StartAsync(Partner);
            rig.Hold(1);
            rig.Stage.Faults.Next(fault, count: 1000, on: CallKind.Token);

            var failure = await Assert.ThrowsAsync<ConnectorException>(() => rig.PullAsync());

            Silence.Require(failure.ToString(), rig.Stage);
            Assert.True(
                fault == "errorInside"
                || FaultSets.Passing.Contains(fault) == (failure.Failure == ConnectorFailure.Transient),
                $"{fault} on the way to a token is {failure.Failure}.");
            Assert.Equal((0, 0), (rig.Stage.Traffic.Count(CallKind.Read), rig.Stage.Traffic.Strayed));
        }
    }

    [Fact]
    public async Task Twenty_pulls_at_once_fetch_one_token()
    {
        if (await ReadsWithoutTokenAsync())
        {
            return;
        }

        await using var alone = await Rig.StartAsync(Partner);
        await alone.PullAsync();
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));

        var pulls = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => rig.PullAsync()));

        Assert.All(pulls, pages => Assert.Equal(rig.Held, rig.Came(pages)));
        Assert.Equal(alone.Stage.Traffic.Count(CallKind.Token), rig.Stage.Traffic.Count(CallKind.Token));
    }

    [Fact]
    public async Task A_token_that_is_refused_in_the_middle_is_renewed_by_one_for_all()
    {
        if (await ReadsWithoutTokenAsync())
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));
        await rig.PullAsync();
        var tokens = rig.Stage.Traffic.Count(CallKind.Token);
        // Once only: of two refusals the same caller may draw both, and a token that is refused anew is given up.
        rig.Stage.Faults.Next("tokenExpired", count: 1, on: CallKind.Read);

        var pulls = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => rig.PullAsync()));

        Assert.All(pulls, pages => Assert.Equal(rig.Held, rig.Came(pages)));
        Assert.InRange(rig.Stage.Traffic.Count(CallKind.Token) - tokens, 1, 2);
    }

    [Fact]
    public async Task A_token_that_ends_between_two_pages_costs_no_record()
    {
        if (await ReadsWithoutTokenAsync())
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));
        var pages = new List<RawPage>();
        foreach (var part in await rig.Source!.PartsAsync(rig.Dataset, Window.Everything, Rig.Cancel))
        {
            await foreach (var page in rig.Source.PullAsync(rig.Dataset, part, Window.Everything, null, Rig.Cancel))
            {
                pages.Add(page);
                rig.Time.Pass(TimeSpan.FromDays(1));
            }
        }

        Assert.Equal(rig.Held, rig.Came(pages));
        Assert.True(rig.Stage.Traffic.Count(CallKind.Token) > 1);
    }

    // Said of a partner, and proved by a pull that fetches none.
    private async Task<bool> ReadsWithoutTokenAsync()
    {
        if (Partner.Can.NoReadToken is not { } reason)
        {
            return false;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));
        Assert.Equal(rig.Held, rig.Came(await rig.PullAsync()));
        Lacks(reason, rig.Stage.Traffic.Count(CallKind.Token) == 0);
        return true;
    }
}
