using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Tests.Compliance.Partners;

namespace DealerIntegration.Connectors.Tests.Compliance;

/// <summary>
/// For partners that lay down files while they are read (文件取数合规): what is not whole is never data, what comes twice is
/// there once, and of several states of a record the last one counts.
/// </summary>
public abstract class FilePullCompliance
{
    private protected abstract CompliancePartner Partner { get; }

    [Fact]
    public async Task A_file_that_is_still_being_written_is_waited_for()
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));
        rig.Stage.Faults.Next("growing");
        var before = rig.Time.GetUtcNow();

        Assert.Equal(rig.Held, rig.Came(await rig.PullAsync()));

        Assert.Equal(1, rig.Stage.Faults.Taken["growing"]);
        Assert.InRange(rig.Time.GetUtcNow() - before, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_wait_for_a_file_ends_when_the_pull_is_stopped()
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(1, 2, 3, 4);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Rig.Cancel);
        rig.Stage.Faults.Next("growing");
        rig.Time.Moved += stop.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.PullAsync(cancel: stop.Token));
    }

    [Theory]
    [InlineData("vanishes", ConnectorFailure.Transient)]
    [InlineData("cutRecord", ConnectorFailure.Configuration)]
    [InlineData("cutXml", ConnectorFailure.Configuration)]
    [InlineData("emptyFile", ConnectorFailure.Configuration)]
    [InlineData("entities", ConnectorFailure.Configuration)]
    [InlineData("folderGone", ConnectorFailure.Configuration)]
    public async Task What_is_not_whole_ends_the_pull_and_costs_no_record(string fault, ConnectorFailure kind)
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));
        rig.Stage.Faults.Next(fault);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => rig.PullAsync());

        Assert.Equal(kind, failure.Failure);
        // The folder's own name is random and may hold that of a machine with a short one.
        Assert.DoesNotContain(
            Environment.MachineName,
            failure.Message.Replace(rig.Stage.Address, "", StringComparison.Ordinal),
            StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, rig.Stage.Faults.Taken[fault]);
        rig.Time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(rig.Held, rig.Came(await rig.PullAsync()));
    }

    [Fact]
    public async Task A_file_that_goes_is_missed_although_the_folder_is_listed_anew_because_of_another()
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 12));
        rig.Stage.Records.BeforePage = page =>
        {
            if (page is 1 or 2)
            {
                rig.Stage.Faults.Next(page == 1 ? "vanishes" : "growing");
            }
        };

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => rig.PullAsync());

        Assert.Equal(ConnectorFailure.Transient, failure.Failure);
        Assert.Equal(1, rig.Stage.Faults.Taken["growing"]);
        rig.Stage.Records.BeforePage = null;
        Assert.Equal(rig.Held.Order(), rig.Came(await rig.PullAsync()).Order());
    }

    [Fact]
    public async Task A_file_that_goes_while_others_are_waited_for_ends_the_pull()
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));
        rig.Time.Moved += Delete;

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => rig.PullAsync());

        Assert.Equal(ConnectorFailure.Transient, failure.Failure);
        Assert.Equal(rig.Held, rig.Came(await rig.PullAsync()));

        void Delete()
        {
            rig.Time.Moved -= Delete;
            File.Delete(Directory.EnumerateFiles(rig.Stage.Address, "OUT_*", SearchOption.AllDirectories).First());
        }
    }

    [Fact]
    public async Task A_file_that_comes_again_adds_nothing()
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));
        rig.Stage.Faults.Next("repeated");

        var pages = await rig.PullAsync();

        Assert.Equal(rig.Held, rig.Came(pages));
        Assert.Empty(pages.SelectMany(page => rig.Map(page).Rejected));
        Assert.Contains(pages, page => rig.Map(page).Documents.Count == 0);
    }

    [Theory]
    [InlineData("foreignType")]
    [InlineData("oldControl")]
    public async Task What_must_not_be_taken_rejects_itself_alone(string fault)
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 7));
        rig.Stage.Faults.Next(fault);

        var pages = await rig.PullAsync();

        Assert.Equal(rig.Held, rig.Came(pages).Order());
        var rejected = Assert.Single(pages.SelectMany(page => rig.Map(page).Rejected));
        Assert.NotNull(rejected.Place.Row);
        Assert.NotEmpty(rejected.Remedy);
    }

    [Fact]
    public async Task Of_two_contents_of_one_number_neither_is_taken_nor_what_was_before_them()
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 6));
        // The last file begins with it, which is the one that comes twice.
        rig.Stage.Records.Put(Rig.Record(2) with { Amount = 20.5m });
        rig.Hold(7);
        rig.Stage.Faults.Next("sameNumber");

        var pages = await rig.PullAsync();

        Assert.Equal(rig.Held.Where(record => record.Number != Rig.Record(2).Number).Order(), rig.Came(pages).Order());
        var rejected = Assert.Single(pages.SelectMany(page => rig.Map(page).Rejected));
        Assert.Contains("neither is taken", rejected.Message, StringComparison.Ordinal);

        rig.Stage.Records.Remove(Rig.Record(2).Number);
        rig.Stage.Records.Put(Rig.Record(2) with { Amount = 20.5m });
        Assert.Equal(rig.Held.Order(), rig.Came(await rig.PullAsync()).Order());
    }

    [Fact]
    public async Task Of_several_states_of_a_record_the_last_one_counts_wherever_its_file_lies()
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(1, 2, 3, 4, 5);
        rig.Stage.Records.Put(Rig.Record(2) with { Amount = 20.5m });
        rig.Hold(6, 7);
        rig.Stage.Records.Put(Rig.Record(1) with { Amount = 10.5m });
        rig.Stage.Records.Put(Rig.Record(2) with { Amount = 21.5m });

        var pages = await rig.PullAsync();

        Assert.Equal(rig.Held, rig.Came(pages).Order());
        for (var done = 1; done < pages.Count; done++)
        {
            var rest = await rig.PullAsync(rig.NewConnector().Source, cursor: pages[done - 1].Cursor);
            Assert.Equal(rig.Held, rig.Came(pages.Take(done).Concat(rest)).Order());
        }
    }

    [Fact]
    public async Task What_is_written_while_other_files_are_read_comes_as_it_is_then()
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, 8));
        rig.Stage.Records.BeforePage = page =>
        {
            if (page == 1)
            {
                rig.Hold(9);
                rig.Stage.Records.Put(Rig.Record(7) with { Amount = 70.5m });
            }
        };

        var came = rig.Came(await rig.PullAsync());

        Assert.Equal(rig.Held, came.Order());
    }
}
