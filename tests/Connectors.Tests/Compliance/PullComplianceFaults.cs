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
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));
        rig.Stage.Faults.Next("errorInside", count: 1000, on: CallKind.Read, after: 1);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => rig.PullAsync());

        Assert.Equal(Partner.Can.ErrorInside, failure.Failure);
    }

    [Fact]
    public async Task An_error_inside_that_passes_costs_no_record()
    {
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
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));
        rig.Stage.Faults.Next(fault, count: 1000, on: CallKind.Read);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => rig.PullAsync());

        Silence.Require(failure.ToString(), rig.Stage);
    }

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

    [Fact]
    public async Task A_pull_that_is_stopped_stops_and_is_no_failure_of_the_partner()
    {
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
