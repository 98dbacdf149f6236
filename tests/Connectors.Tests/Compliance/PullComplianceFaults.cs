using DealerIntegration.Connectors.Contract;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Compliance;

/// <summary>What a read makes of a partner in trouble.</summary>
public abstract partial class PullCompliance
{
    public static TheoryData<string> PassingFaults => [.. FaultSets.Passing];

    public static TheoryData<string> FaultsForAPerson => [.. FaultSets.ForAPerson];

    public static TheoryData<string> AllFaults => [.. FaultSets.All];

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_fault_that_passes_costs_no_record(string fault)
    {
        if (await IsNotCalledAsync(fault))
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));
        rig.Stage.Faults.Next(fault, count: 2, on: CallKind.Read, after: 1);

        Assert.Equal(rig.Held, rig.Came(await rig.PullAsync()));

        Assert.Equal(2, rig.Stage.Faults.Taken[fault]);
        Assert.Equal(0, rig.Stage.Traffic.Strayed);
    }

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_fault_that_does_not_pass_ends_the_pull_for_another_time(string fault)
    {
        if (await IsNotCalledAsync(fault))
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));
        rig.Stage.Faults.Next(fault, count: 1000, on: CallKind.Read, after: 1);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => rig.PullAsync());

        Assert.Equal(ConnectorFailure.Transient, failure.Failure);
        Assert.Equal(Rig.Limits.Retries + 1, rig.Stage.Faults.Taken[fault]);
        Assert.Equal(fault.StartsWith("status429", StringComparison.Ordinal), failure.RetryAfter is not null);
    }

    [Theory]
    [MemberData(nameof(FaultsForAPerson))]
    public async Task A_fault_for_a_person_ends_the_pull_at_once(string fault)
    {
        if (await IsNotCalledAsync(fault))
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));
        rig.Stage.Faults.Next(fault, count: 1000, on: CallKind.Read, after: 1);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => rig.PullAsync());

        Assert.Equal(ConnectorFailure.Configuration, failure.Failure);
        Assert.Equal(1, rig.Stage.Faults.Taken[fault]);
        Assert.Equal(0, rig.Stage.Traffic.Strayed);
    }

    [Fact]
    public async Task An_error_inside_a_good_answer_is_never_data()
    {
        if (await IsNotCalledAsync("errorInside"))
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));
        rig.Stage.Faults.Next("errorInside", count: 1000, on: CallKind.Read, after: 1);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => rig.PullAsync());

        Assert.Equal(Partner.Can.ErrorInside, failure.Failure);
    }

    [Fact]
    public async Task An_error_inside_that_passes_costs_no_record()
    {
        if (await IsNotCalledAsync("errorInside"))
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));
        rig.Stage.Faults.Next("errorInside", count: 2, on: CallKind.Read, after: 1);
        if (Partner.Can.ErrorInside == ConnectorFailure.Configuration)
        {
            await Assert.ThrowsAsync<ConnectorException>(() => rig.PullAsync());
            rig.Stage.Faults.Clear();
        }

        Assert.Equal(rig.Held, rig.Came(await rig.PullAsync()));
    }

    [Fact]
    public async Task A_sign_in_that_is_refused_for_good_is_a_matter_for_a_person()
    {
        if (await IsNotCalledAsync("status401"))
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));
        rig.Stage.Faults.Next("status401", count: 1000, on: CallKind.Read, after: 1);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => rig.PullAsync());

        Assert.Equal(ConnectorFailure.Configuration, failure.Failure);
        Assert.InRange(rig.Stage.Faults.Taken["status401"], 1, 2);
    }

    [Fact]
    public async Task An_answer_in_slices_is_whole()
    {
        if (await IsNotCalledAsync("slices"))
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(1, 2, 3, 4);
        rig.Stage.Faults.Next("slices", count: 2, on: CallKind.Read);

        Assert.Equal(rig.Held, rig.Came(await rig.PullAsync()));
    }

    [Theory]
    [InlineData("status429")]
    [InlineData("status429Date")]
    public async Task The_pause_a_partner_asks_for_is_kept_by_its_own_clock(string fault)
    {
        if (await IsNotCalledAsync(fault))
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(1, 2, 3, 4);
        rig.Stage.Clock.Skew = TimeSpan.FromHours(-3);
        rig.Stage.Faults.Next(fault, on: CallKind.Read);
        var before = rig.Time.GetUtcNow();

        Assert.Equal(rig.Held, rig.Came(await rig.PullAsync()));

        Assert.InRange(rig.Time.GetUtcNow() - before, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_pause_longer_than_allowed_is_left_to_another_time()
    {
        if (await IsNotCalledAsync("status429"))
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner, Rig.Limits with { LongestWaitSeconds = 1 });
        rig.Hold(1, 2, 3, 4);
        rig.Stage.Faults.Next("status429", count: 1000, on: CallKind.Read);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => rig.PullAsync());

        Assert.Equal((ConnectorFailure.Transient, TimeSpan.FromSeconds(2)), (failure.Failure, failure.RetryAfter));
        Assert.Equal(1, rig.Stage.Faults.Taken["status429"]);
    }

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task No_message_holds_a_secret(string fault)
    {
        if (await IsNotCalledAsync(fault))
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));
        rig.Stage.Faults.Next(fault, count: 1000, on: CallKind.Read);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => rig.PullAsync());

        Silence.Require(failure.ToString(), rig.Stage);
    }

    [Fact]
    public async Task A_pull_that_is_stopped_stops_and_is_no_failure_of_the_partner()
    {
        if (await IsNotCalledAsync("timeoutBeforeEffect"))
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(1, 2, 3, 4);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Rig.Cancel);
        rig.Stage.Faults.OnSilence = stop.Cancel;
        rig.Stage.Faults.Next("timeoutBeforeEffect", count: 1000, on: CallKind.Read, after: 1);
        var part = (await rig.Source!.PartsAsync(rig.Dataset, Window.Everything, Rig.Cancel))[0];

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var page in rig.Source.PullAsync(rig.Dataset, part, Window.Everything, null, stop.Token))
            {
                Assert.NotEmpty(page.Name);
            }
        });
    }

    [Fact]
    public async Task An_answer_larger_than_allowed_is_not_taken_into_memory()
    {
        var limits = Rig.Limits with { MaxAnswerMegabytes = 1 };
        await using var rig = await Rig.StartAsync(Partner, limits);
        rig.Stage.Records.Put(Rig.Record(1) with { Number = new string('9', 1_100_000) });

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => rig.PullAsync());

        Assert.Equal(ConnectorFailure.Configuration, failure.Failure);
    }

    // Said of a partner, and proved by a stage that has no such fault and by a pull that calls nobody.
    private async Task<bool> IsNotCalledAsync(string fault)
    {
        if (Partner.Can.NoCalls is not { } reason)
        {
            return false;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));
        Assert.Throws<ArgumentException>(() => rig.Stage.Faults.Next(fault));
        Assert.Equal(rig.Held, rig.Came(await rig.PullAsync()));
        Lacks(reason, rig.Stage.Traffic.Calls.Count == 0 && Directory.Exists(rig.File.Address));
        return true;
    }
}
