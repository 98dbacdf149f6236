using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Tests.Compliance;

/// <summary>What a read makes of a window.</summary>
public abstract partial class PullCompliance
{
    private static readonly DateTimeOffset Border = new(2026, 10, 25, 4, 0, 0, TimeSpan.Zero);

    private static readonly Window Before = new(Border.AddHours(-2), Border);

    private static readonly Window After = new(Border, Border.AddHours(2));

    [Fact]
    public async Task A_window_holds_its_beginning_and_not_its_end()
    {
        if (await TakesNoWindowsAsync())
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        Change(rig, 1, Before.From!.Value.AddSeconds(-1));
        Change(rig, 2, Before.From.Value);
        Change(rig, 3, Border.AddSeconds(-1));
        Change(rig, 4, Border);

        Assert.Equal([2, 3], Numbers(rig, await rig.PullAsync(window: Before)));
        Assert.Equal([4], Numbers(rig, await rig.PullAsync(window: After)));
    }

    [Fact]
    public async Task Records_of_the_same_instant_at_the_border_come_in_one_window_all_together()
    {
        if (await TakesNoWindowsAsync())
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        for (var number = 1; number <= 7; number++)
        {
            Change(rig, number, Border);
        }

        Assert.Empty(Numbers(rig, await rig.PullAsync(window: Before)));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], Numbers(rig, await rig.PullAsync(window: After)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5_000)]
    [InlineData(9_999_999)]
    public async Task A_fraction_of_a_second_at_the_border_is_not_lost_between_two_windows(long ticks)
    {
        if (await TakesNoWindowsAsync())
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        Change(rig, 1, Border.AddTicks(-ticks));
        Change(rig, 2, Border.AddTicks(ticks));
        var cut = Border.AddTicks(ticks / 2);

        var early = Numbers(rig, await rig.PullAsync(window: Before with { To = cut }));
        var late = Numbers(rig, await rig.PullAsync(window: After with { From = cut }));

        Assert.Equal([1, 2], early.Union(late).Order());
    }

    [Fact]
    public async Task A_record_that_is_committed_late_comes_when_its_window_is_asked_for_again()
    {
        if (await TakesNoWindowsAsync())
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        Change(rig, 1, Border.AddMinutes(-10));
        Assert.Equal([1], Numbers(rig, await rig.PullAsync(window: Before)));

        Change(rig, 2, Border.AddMinutes(-20));

        Assert.Equal([1, 2], Numbers(rig, await rig.PullAsync(window: Before)));
    }

    [Fact]
    public async Task A_window_in_which_nothing_happened_is_an_empty_page()
    {
        if (await TakesNoWindowsAsync())
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        Change(rig, 1, Border.AddDays(-10));

        var pages = await rig.PullAsync(window: Before);

        Assert.Empty(Numbers(rig, pages));
        Assert.Null(Assert.Single(pages).Cursor);
    }

    [Fact]
    public async Task A_pull_of_a_window_goes_on_within_it_in_another_process()
    {
        if (await TakesNoWindowsAsync())
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        for (var number = 1; number <= 8; number++)
        {
            Change(rig, number, Border.AddMinutes(-number));
        }

        Change(rig, 9, Border);
        var pages = await rig.PullAsync(window: Before);

        var rest = await rig.PullAsync(rig.NewConnector().Source, Before, pages[0].Cursor);

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], Numbers(rig, [pages[0], .. rest]));
    }

    private async Task<bool> TakesNoWindowsAsync()
    {
        if (Partner.Can.NoWindows is not { } reason)
        {
            return false;
        }

        await using var rig = await Rig.StartAsync(Partner);
        Lacks(reason, !rig.Source!.TakesWindows(rig.Dataset));
        return true;
    }

    private static void Change(Rig rig, int number, DateTimeOffset at) =>
        rig.Stage.Records.Put(Rig.Record(number) with { ChangedAt = at });

    private static List<int> Numbers(Rig rig, IEnumerable<RawPage> pages) =>
        [.. rig.Came(pages).Select(record => (int)record.Amount).Order()];
}
