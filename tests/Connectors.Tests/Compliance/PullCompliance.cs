using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Tests.Compliance.Partners;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Compliance;

/// <summary>
/// What every source must do (取数合规): each record exactly once in the end, or a loud failure of the right kind; never a
/// silent gap, never a call to a foreign host, never a secret in a message.
/// </summary>
public abstract partial class PullCompliance
{
    private protected abstract CompliancePartner Partner { get; }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Every_record_comes_once_and_as_it_is(int count)
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, count));

        var pages = await rig.PullAsync();

        Assert.Equal(rig.Held, rig.Came(pages));
        Assert.NotEmpty(pages);
        Assert.Null(pages[^1].Cursor);
        Assert.All(pages.SkipLast(1), page => Assert.NotNull(page.Cursor));
    }

    [Fact]
    public async Task What_it_is_said_to_be_able_to_do_is_what_it_does()
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(1, 2, 3, 4);

        var pages = await rig.PullAsync();

        Assert.Equal(Partner.Can.NoWindows is null, rig.Source!.TakesWindows(rig.Dataset));
        Assert.All(pages, page => Assert.Equal(Partner.Can.NoTotal is null ? 4 : null, page.SourceTotal));
        Assert.Equal(Partner.Can.NoReadToken is null, rig.Stage.Traffic.Count(CallKind.Token) > 0);
    }

    [Fact]
    public async Task A_bad_record_rejects_itself_alone_and_says_where_it_stands_and_what_to_do()
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(1, 2, 4, 5);
        rig.Stage.Records.Put(Partner.Spoilt(Rig.Record(3)));

        var pages = await rig.PullAsync();

        Assert.Equal([1, 2, 4, 5], rig.Came(pages).Select(record => (int)record.Amount).Order());
        // Its lines are named, too; all of them stand in the one record, which in a file has several rows.
        var rejected = pages.SelectMany(page => rig.Map(page).Rejected).ToList();
        var file = Assert.Single(rejected.Select(one => one.Place.File).Distinct());
        Assert.Contains(pages, page => page.Name == file);
        var rows = rejected.Select(one => one.Place.Row).Distinct().Count();
        Assert.InRange(rows, 1, Partner.Can.NoCalls is null ? 1 : 2);
        Assert.All(rejected, one => Assert.NotNull(one.Place.Row));
        Assert.All(rejected, one => Assert.NotEmpty(one.Remedy));
    }

    [Fact]
    public async Task A_pull_goes_on_from_any_page_in_another_process()
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 8));
        var pages = await rig.PullAsync();

        for (var done = 1; done < pages.Count; done++)
        {
            var rest = await rig.PullAsync(rig.NewConnector().Source, cursor: pages[done - 1].Cursor);
            Assert.Equal(rig.Held, rig.Came(pages.Take(done).Concat(rest)));
        }
    }

    [Fact]
    public async Task A_page_that_was_kept_reads_the_same_without_the_partner()
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(1, 2, 3, 4);
        var pages = await rig.PullAsync();
        var calls = rig.Stage.Traffic.Calls.Count;

        var kept = pages.Select(page => new RawPage(page.Name, page.Body.ToArray(), page.Cursor, page.SourceTotal));

        Assert.Equal(rig.Held, rig.Came(kept));
        Assert.Equal(calls, rig.Stage.Traffic.Calls.Count);
    }

    [Theory]
    [InlineData(1, -1)]
    [InlineData(2, -1)]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    public async Task Rows_that_move_between_pages_leave_a_trace(int atPage, int added)
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 9));
        if (Partner.Can.NoTotal is { } reason)
        {
            Assert.All(await rig.PullAsync(), page => Lacks(reason, page.SourceTotal is null));
            return;
        }

        rig.Stage.Records.BeforePage = page =>
        {
            if (page == atPage && added < 0)
            {
                rig.Stage.Records.Remove(Rig.Record(1).Number);
            }
            else if (page == atPage)
            {
                rig.Hold(added);
            }
        };

        try
        {
            var pages = await rig.PullAsync();
            var came = rig.Came(pages).Distinct().ToList();
            var totals = pages.Select(page => page.SourceTotal).Distinct().ToList();
            Assert.True(
                totals.Count > 1 || came.Count < totals[0] || rig.Held.All(came.Contains),
                "The pages look whole, and are not.");
        }
        catch (ConnectorException failure)
        {
            Assert.Equal(ConnectorFailure.Transient, failure.Failure);
        }
    }

    [Fact]
    public async Task The_partners_clock_is_told_with_every_page()
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(1, 2, 3, 4);
        rig.Stage.Clock.Skew = TimeSpan.FromHours(3);

        var pages = await rig.PullAsync();

        if (Partner.Can.NoClock is { } reason)
        {
            Assert.All(pages, page => Lacks(reason, page.SentAt is null));
            return;
        }

        Assert.All(pages, page => Assert.Equal(rig.Time.GetUtcNow().AddHours(3), page.SentAt!.Value, Second));
    }

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static void Lacks(string reason, bool isSo) => Assert.True(isSo, $"It can, against its word: {reason}");
}
