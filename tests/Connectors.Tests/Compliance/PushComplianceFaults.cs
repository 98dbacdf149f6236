using DealerIntegration.Connectors.Contract;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Compliance;

/// <summary>What a write makes of a partner in trouble.</summary>
public abstract partial class PushCompliance
{
    public static TheoryData<string> FaultsBeforeTheEffect => [.. FaultSets.BeforeEffect];

    public static TheoryData<string> FaultsAfterTheEffect => [.. FaultSets.AfterEffect];

    public static TheoryData<string> FaultsOfALookUp => [.. FaultSets.All];

    [Theory]
    [MemberData(nameof(FaultsBeforeTheEffect))]
    public async Task Lost_before_the_effect_it_is_unknown_not_found_and_sent_again(string fault)
    {
        if (await IsNotCalledAsync(fault))
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        // A sign-in that was refused once may have been renewed at the door; refused twice, it was not.
        var count = fault == "status401" ? 2 : 1;
        rig.Stage.Faults.Next(fault, count, on: CallKind.Write);

        var unknown = Assert.IsType<PushOutcome.Unknown>(await PushAsync(rig));

        Silence.Require(unknown.Reason, rig.Stage);
        Assert.NotEmpty(unknown.Reason);
        Assert.InRange(rig.Stage.Traffic.Count(CallKind.Write), 1, count);
        Assert.Equal(0, rig.Stage.Traffic.Strayed);
        rig.Stage.Faults.Clear();
        Assert.Null(await FindAsync(rig));
        Assert.IsType<PushOutcome.Done>(await PushAsync(rig));
        Assert.Single(rig.Stage.Effects[Key]);
    }

    [Theory]
    [MemberData(nameof(FaultsAfterTheEffect))]
    public async Task Lost_after_the_effect_it_is_unknown_and_found(string fault)
    {
        if (await IsNotCalledAsync(fault))
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Stage.Faults.Next(fault, on: CallKind.Write);

        var unknown = Assert.IsType<PushOutcome.Unknown>(await PushAsync(rig));

        Silence.Require(unknown.Reason, rig.Stage);
        Assert.True(unknown.MayHaveArrived);
        Assert.Equal(1, rig.Stage.Traffic.Count(CallKind.Write));
        Assert.Equal(Assert.Single(rig.Stage.Effects[Key]), await FindAsync(rig));
        Assert.Single(rig.Stage.Effects[Key]);
    }

    [Fact]
    public async Task A_bare_conflict_refuses_nothing()
    {
        if (await IsNotCalledAsync("status409"))
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Stage.Faults.Next("status409", on: CallKind.Write);

        Assert.IsType<PushOutcome.Unknown>(await PushAsync(rig));
    }

    [Theory]
    [InlineData("status429")]
    [InlineData("status429Date")]
    public async Task The_pause_a_partner_asks_for_comes_with_the_outcome(string fault)
    {
        if (await IsNotCalledAsync(fault))
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Stage.Clock.Skew = TimeSpan.FromHours(2);
        rig.Stage.Faults.Next(fault, on: CallKind.Write);

        var unknown = Assert.IsType<PushOutcome.Unknown>(await PushAsync(rig));

        Assert.InRange(unknown.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    [Theory]
    [MemberData(nameof(FaultsOfALookUp))]
    public async Task A_look_up_that_fails_is_never_an_absence(string fault)
    {
        if (await IsNotCalledAsync(fault))
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        Assert.IsType<PushOutcome.Done>(await PushAsync(rig));
        rig.Stage.Faults.Next(fault, count: 1000, on: CallKind.Read);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => FindAsync(rig));

        Silence.Require(failure.ToString(), rig.Stage);
        Assert.Equal(0, rig.Stage.Traffic.Strayed);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent_and_the_outcome_is_open()
    {
        if (await WritesWithoutTokenAsync())
        {
            return;
        }

        // A token may come in a header: then an empty body takes nothing from it.
        foreach (var fault in FaultSets.All.Where(one => one != "emptyBody"))
        {
            await using var rig = await Rig.StartAsync(Partner);
            rig.Stage.Faults.Next(fault, count: 1000, on: CallKind.Token);

            var unknown = Assert.IsType<PushOutcome.Unknown>(await PushAsync(rig));

            Silence.Require(unknown.Reason, rig.Stage);
            Assert.Equal((0, 0), (rig.Stage.Traffic.Count(CallKind.Write), rig.Stage.Traffic.Strayed));
            rig.Stage.Faults.Clear();
            Assert.IsType<PushOutcome.Done>(await PushAsync(rig));
        }
    }

    // Said of a partner, and proved by a stage that has no such fault and by a document that is done all the same.
    private async Task<bool> IsNotCalledAsync(string fault)
    {
        if (Partner.Can.NoCalls is not { } reason)
        {
            return false;
        }

        await using var rig = await Rig.StartAsync(Partner);
        Assert.Throws<ArgumentException>(() => rig.Stage.Faults.Next(fault));
        Assert.IsType<PushOutcome.Done>(await PushAsync(rig));
        Lacks(reason, rig.Stage.Traffic.Count(CallKind.Read) == 0 && Directory.Exists(rig.File.Address));
        return true;
    }
}
