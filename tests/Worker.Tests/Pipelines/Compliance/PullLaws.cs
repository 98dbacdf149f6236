using DealerIntegration.Connectors.Tests.Compliance.Partners;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Import;

namespace DealerIntegration.Worker.Tests.Pipelines.Compliance;

/// <summary>
/// What a pull through any connector must hold (取数定律): every record once in the end or a run that says it is not whole,
/// and never a certificate over a gap.
/// </summary>
public abstract class PullLaws(PostgresFixture postgres)
{
    private const string Rule = """{ "lagSeconds": 5, "overlapMinutes": 10, "longestHours": 48 }""";

    private protected abstract CompliancePartner Partner { get; }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_list_that_moves_while_it_is_paged_is_read_again_until_it_stood_still(bool taken)
    {
        await using var rig = await HubRig.StartAsync(postgres, Partner);
        rig.Hold(Enumerable.Range(1, 8));
        Once(rig, () =>
        {
            if (taken)
            {
                rig.Stage.Records.Remove(rig.Record(1).Number);
            }
            else
            {
                rig.Hold(0);
            }
        });
        var before = rig.Held.ToList();

        await rig.Hub.SucceedAsync("import", rig.Pulled);
        var isPulledAgain = Partner.Can.NoTotal is not null;
        if (isPulledAgain)
        {
            // Where nobody counts, what is added in front meanwhile moves no row, and comes with the next pull.
            Assert.Empty(before.Except(await rig.CameAsync()));
            await rig.Hub.SucceedAsync("import", rig.Pulled);
        }

        // What went while it was read had come before, and stays as it was last seen, until a further pull misses it.
        Assert.Equal(
            isPulledAgain && rig.EndsWithSource ? rig.Held : before.Union(rig.Held).Order(StringComparer.Ordinal),
            await rig.CameAsync());
        Assert.Equal(isPulledAgain ? 2 : 1, await rig.CertificatesAsync());
    }

    [Fact]
    public async Task A_list_that_never_stands_still_has_no_certificate()
    {
        await using var rig = await HubRig.StartAsync(postgres, Partner);
        rig.Hold(Enumerable.Range(1, 6));
        var next = 100;
        rig.Stage.Records.BeforePage = page =>
        {
            if (page == 1)
            {
                rig.Hold(next++);
            }
        };

        var before = rig.Held.ToList();

        var run = await rig.Hub.RunAsync("import", rig.Pulled);

        if (Partner.Can.NoTotal is null)
        {
            Assert.NotEqual(RunStatus.Succeeded, run.Status);
            Assert.Equal(0, await rig.CertificatesAsync());
        }

        // Where nobody counts, rows that are added behind the others move none of them.
        Assert.True(run.Status != RunStatus.Succeeded || !before.Except(await rig.CameAsync()).Any());
        rig.Stage.Records.BeforePage = null;
        await rig.Hub.SucceedAsync("import", rig.Pulled);
        Assert.Equal(rig.Held, await rig.CameAsync());
    }

    [Fact]
    public async Task A_worker_that_dies_between_two_pages_leaves_neither_gap_nor_double()
    {
        await using var rig = await HubRig.StartAsync(postgres, Partner);
        rig.Hold(Enumerable.Range(1, 8));
        using var kill = new CancellationTokenSource();
        Once(rig, kill.Cancel);
        var id = await rig.Hub.AskAsync("import", rig.Pulled);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Hub.WorkAsync(id, kill.Token));

        await rig.Hub.ExpireLeasesAsync(id);
        await rig.Hub.WorkAsync(id);

        Assert.Equal(RunStatus.Succeeded, (await rig.Hub.FindAsync(id)).Status);
        Assert.Equal(rig.Held, await rig.CameAsync());
        Assert.Equal(8, await rig.VersionsAsync());
    }

    [Theory]
    [InlineData("status503")]
    [InlineData("status403")]
    [InlineData("html")]
    [InlineData("errorInside")]
    [InlineData("truncateUnframed")]
    [InlineData("truncateChunked")]
    [InlineData("timeoutBeforeEffect")]
    public async Task A_partner_in_trouble_costs_a_run_and_no_record(string fault)
    {
        await using var rig = await HubRig.StartAsync(postgres, Partner);
        rig.Hold(Enumerable.Range(1, 8));
        if (rig.Trouble(fault, count: 1000, on: CallKind.Read, after: 1))
        {
            var run = await rig.Hub.RunAsync("import", rig.Pulled);

            Assert.Equal(RunStatus.Failed, run.Status);
            Assert.NotEmpty(run.Error!);
            Assert.Equal(0, await rig.CertificatesAsync());
        }

        rig.Stage.Faults.Clear();
        // The partner is left alone for a while after so many failures.
        rig.Time.Pass(TimeSpan.FromMinutes(1));
        await rig.Hub.SucceedAsync("import", rig.Pulled);
        Assert.Equal(rig.Held, await rig.CameAsync());
        Assert.Equal(8, await rig.VersionsAsync());
    }

    [Fact]
    public async Task A_bad_record_rejects_itself_and_the_others_are_whole()
    {
        await using var rig = await HubRig.StartAsync(postgres, Partner);
        rig.Hold(1, 2, 4, 5);
        var sound = rig.Held.ToList();
        rig.Stage.Records.Put(Partner.Spoilt(rig.Record(3)));

        await rig.Hub.SucceedAsync("import", rig.Pulled);

        Assert.Equal(sound, await rig.CameAsync());
        Assert.NotEqual(0, await rig.Hub.CountAsync("ops.rejected_row"));
    }

    [Fact]
    public async Task A_second_pull_of_the_same_adds_nothing()
    {
        await using var rig = await HubRig.StartAsync(postgres, Partner);
        rig.Hold(Enumerable.Range(1, 8));
        await rig.Hub.SucceedAsync("import", rig.Pulled);

        var run = await rig.Hub.SucceedAsync("import", rig.Pulled);

        Assert.Equal((0L, 0L), (ImportCounts.Parse(run.Counts).Added, ImportCounts.Parse(run.Counts).Replaced));
        Assert.Equal(8, await rig.VersionsAsync());
    }

    [Theory]
    [InlineData(-90)]
    [InlineData(-8)]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(90)]
    public async Task What_is_committed_late_into_an_old_window_comes_with_a_later_pull(int skewMinutes)
    {
        // Without a stamp of change every pull brings everything, whatever the clocks say.
        await using var rig = await HubRig.StartAsync(postgres, Partner, Partner.Can.NoWindows is null ? Rule : null);
        rig.Stage.Clock.Skew = TimeSpan.FromMinutes(skewMinutes);
        rig.Hold(1, 2, 3);
        await rig.Hub.SucceedAsync("import", rig.Pulled);

        // Stamped by the partner's own clock a moment before the pull, and seen only afterwards.
        var stamp = rig.Stage.Clock.GetUtcNow().AddSeconds(-30);
        rig.Stage.Records.Put(rig.Record(4) with { ChangedAt = stamp });
        await rig.Hub.SucceedAsync("import", rig.Pulled);
        rig.Time.Pass(TimeSpan.FromMinutes(20 + Math.Max(0, skewMinutes)));
        await rig.Hub.SucceedAsync("import", rig.Pulled);

        Assert.Equal(rig.Held, await rig.CameAsync());
    }

    [Fact]
    public async Task A_record_that_was_deleted_between_two_pulls_of_everything_is_gone_after_the_second()
    {
        await using var rig = await HubRig.StartAsync(postgres, Partner);
        rig.Hold(Enumerable.Range(1, 8));
        await rig.Hub.SucceedAsync("import", rig.Pulled);
        var before = rig.Held.ToList();
        rig.Stage.Records.Remove(rig.Record(3).Number);

        // The worker dies with the list half read, and another one ends it.
        using var kill = new CancellationTokenSource();
        Once(rig, kill.Cancel);
        var id = await rig.Hub.AskAsync("import", rig.Pulled);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Hub.WorkAsync(id, kill.Token));
        await rig.Hub.ExpireLeasesAsync(id);
        await rig.Hub.WorkAsync(id);

        Assert.Equal(RunStatus.Succeeded, (await rig.Hub.FindAsync(id)).Status);
        Assert.Equal(rig.EndsWithSource ? rig.Held : before, await rig.CameAsync());
        Assert.Equal(rig.EndsWithSource ? 1 : 0, await rig.Hub.CountAsync("canonical.gone"));
    }

    [Fact]
    public async Task What_stands_is_never_taken_for_gone_however_the_list_moves_while_it_is_paged()
    {
        await using var rig = await HubRig.StartAsync(postgres, Partner);
        rig.Hold(Enumerable.Range(1, 8));
        await rig.Hub.SucceedAsync("import", rig.Pulled);
        var before = rig.Held.ToList();

        // One goes that was read already and one comes: the count stays, and another one slips through.
        Once(rig, () =>
        {
            rig.Stage.Records.Remove(rig.Record(1).Number);
            rig.Hold(9);
        });
        await rig.Hub.SucceedAsync("import", rig.Pulled);
        rig.Stage.Records.BeforePage = null;
        await rig.Hub.SucceedAsync("import", rig.Pulled);

        Assert.Equal(
            rig.EndsWithSource ? rig.Held : before.Union(rig.Held).Order(StringComparer.Ordinal),
            await rig.CameAsync());
    }

    private static void Once(HubRig rig, Action change)
    {
        var done = false;
        rig.Stage.Records.BeforePage = page =>
        {
            if (page == 1 && !done)
            {
                done = true;
                change();
            }
        };
    }
}
