using Dapper;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DealerIntegration.Worker.Tests.Storage;

/// <summary>Documents become versions: unchanged adds nothing, changed keeps what was.</summary>
public sealed class CanonicalStoreTests(PostgresFixture postgres)
{
    private const string Versions =
        "SELECT number, gross_amount, until_seq = 9223372036854775807 FROM canonical.invoice ORDER BY seq";

    private static readonly DateOnly Day = new(2026, 10, 5);

    [Fact]
    public async Task Adds_what_is_new_and_nothing_that_is_known()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        var first = await hub.SeedAsync(Datasets.Invoices, Invoice("R1", 10m), Invoice("R2", 20m));
        Assert.Equal(new UpsertResult(2, 0, 0), first);
        var again = await hub.SeedAsync(Datasets.Invoices, Invoice("R2", 20m), Invoice("R1", 10m), Invoice("R3", 30m));
        Assert.Equal(new UpsertResult(1, 0, 2), again);
        Assert.Equal(["R1|10|True", "R2|20|True", "R3|30|True"], await hub.RowsAsync(Versions));
        Assert.Equal(3, await hub.CountAsync("canonical.invoice_line"));
    }

    [Fact]
    public async Task Takes_an_amount_written_with_another_scale_for_the_same()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Invoices, Invoice("R1", 10.2m), Invoice("R2", 0m), Invoice("R3", 1200m));
        var again = await hub.SeedAsync(
            Datasets.Invoices, Invoice("R1", 10.20m), Invoice("R2", 0.000m), Invoice("R3", 1200.0000000000m));
        Assert.Equal(new UpsertResult(0, 0, 3), again);
        Assert.Equal(["10.2", "0", "1200"], await hub.RowsAsync(
            "SELECT gross_amount FROM canonical.invoice ORDER BY seq"));
    }

    [Fact]
    public async Task Makes_a_new_version_of_what_changed_and_ends_the_old_one_there()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Invoices, Invoice("R1", 10m), Invoice("R2", 20m));
        var changed = await hub.SeedAsync(Datasets.Invoices, Invoice("R1", 11m), Invoice("R2", 20m));
        Assert.Equal(new UpsertResult(0, 1, 1), changed);
        Assert.Equal(["R1|10|False", "R2|20|True", "R1|11|True"], await hub.RowsAsync(Versions));
        Assert.Equal(1, await hub.CountAsync(
            "canonical.invoice o JOIN canonical.invoice n ON n.key = o.key AND o.until_seq = n.seq"));
        // Back to the first content: a third version, not the first one again.
        Assert.Equal(1, (await hub.SeedAsync(Datasets.Invoices, Invoice("R1", 10m))).Replaced);
        Assert.Equal(3, await hub.CountAsync("canonical.invoice WHERE key = 'R1'"));
    }

    [Fact]
    public async Task Takes_the_later_of_two_documents_with_one_key_in_a_page()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        var result = await hub.SeedAsync(
            Datasets.Invoices, Invoice("R1", 10m), Invoice("R2", 20m), Invoice("R1", 12m));
        Assert.Equal(new UpsertResult(2, 0, 0), result);
        Assert.Equal(["R1|12|True", "R2|20|True"], (await hub.RowsAsync(Versions)).Order());
        Assert.Equal(2, await hub.CountAsync("canonical.invoice_line"));
    }

    [Fact]
    public async Task Keeps_the_documents_of_two_sources_apart()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Invoices, Invoice("R1", 10m));
        var run = await hub.ImportRunAsync();
        await hub.Database.InTransactionAsync(
            (_, transaction) => CanonicalStore.UpsertAsync(
                transaction, Datasets.Invoices, "other", run, [Invoice("R1", 99m)], CancellationToken.None),
            CancellationToken.None);
        Assert.Equal(["R1|10|True", "R1|99|True"], await hub.RowsAsync(Versions));
    }

    [Fact]
    public async Task Keeps_the_lines_of_every_version_with_it()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Invoices, TwoLines("A", "B"));
        await hub.SeedAsync(Datasets.Invoices, TwoLines("A", "C"));
        Assert.Equal(
            ["False|1|A", "False|2|B", "True|1|A", "True|2|C"],
            await hub.RowsAsync(
                """
                SELECT i.until_seq = 9223372036854775807, l.line_no, l.product_code
                  FROM canonical.invoice i JOIN canonical.invoice_line l USING (seq) ORDER BY i.seq, l.line_no
                """));
        // The order of lines is content too: the line number is how a rebate line names its origin.
        Assert.Equal(1, (await hub.SeedAsync(Datasets.Invoices, TwoLines("C", "A"))).Replaced);
    }

    [Fact]
    public async Task Shows_a_run_at_an_older_watermark_the_version_of_then()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"));
        await hub.SeedAsync(Datasets.Invoices, Invoice("R1", 10m));
        var before = await FixAsync(hub);
        await hub.SeedAsync(Datasets.Invoices, Invoice("R1", 11m), Invoice("R2", 5m));
        var after = await FixAsync(hub);
        Assert.Equal([10m], await BookAsync(hub, before));
        Assert.Equal([5m, 11m], await BookAsync(hub, after));
    }

    [Theory]
    [InlineData(false, "R1|10|True")]
    [InlineData(true, "R1|9|False", "R1|10|True")]
    public async Task Lets_the_second_of_two_workers_with_the_same_document_try_again(
        bool known, params string[] versions)
    {
        var pipeline = new SameDocument();
        await using var hub = await TestHub.OpenAsync(
            postgres, add: services => services.AddSingleton<IPipeline>(pipeline));
        if (known)
        {
            await hub.SeedAsync(Datasets.Invoices, Invoice("R1", 9m));
        }

        pipeline.SecondWaits = () => Blocking.WaitAsync(hub, Blocking.SomebodyWaits);
        var run = await hub.RunAsync("same-document", jobs: 2);
        Assert.Equal((RunStatus.Succeeded, null), (run.Status, run.Error));
        Assert.Equal("invoice_current", Assert.Single(pipeline.Collisions).ConstraintName);
        Assert.Equal(versions, await hub.RowsAsync(Versions));
        Assert.Equal(versions.Length, await hub.CountAsync("canonical.invoice_line"));
        Assert.Equal(["1", "2"], await hub.RowsAsync("SELECT attempts FROM ops.run_chunk ORDER BY attempts"));
    }

    [Fact]
    public async Task Never_reads_a_table_that_grows_while_it_is_written()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        var run = await hub.ImportRunAsync();
        var read = await hub.Database.InTransactionAsync(
            async (connection, transaction) =>
            {
                for (var batch = 0; batch < 8; batch++)
                {
                    var (first, amount) = (batch % 4 * 500, batch / 4);
                    await CanonicalStore.UpsertAsync(
                        transaction, Datasets.Invoices, "erp", run,
                        [.. Enumerable.Range(first, 500).Select(n => Invoice($"R{n}", amount))],
                        CancellationToken.None);
                }

                return await connection.ExecuteScalarAsync<long>(
                    "SELECT seq_tup_read FROM pg_stat_xact_user_tables WHERE relid = 'canonical.invoice'::regclass");
            },
            CancellationToken.None);
        Assert.Equal(0, read);
        Assert.Equal(4000, await hub.CountAsync("canonical.invoice"));
    }

    private static MappedDocument Invoice(string number, decimal amount) =>
        Documents.Invoice(number, "D001", Day, amount);

    private static MappedDocument TwoLines(string first, string second) => Documents.Of(
        Datasets.Invoices,
        [("number", "R1"), ("dealer_code", "D001"), ("kind", "invoice"), ("invoice_date", Day), ("currency", "CNY")],
        [.. new[] { first, second }.Select(product => new (string, object?)[]
        {
            ("position", product), ("product_code", product), ("quantity", 1m), ("net_amount", 1m),
            ("gross_amount", 1m),
        })]);

    private static Task<long> FixAsync(TestHub hub) => hub.Database.InTransactionAsync(
        (_, transaction) => Watermark.FixAsync(transaction), CancellationToken.None);

    private static Task<List<decimal>> BookAsync(TestHub hub, long watermark) => hub.Database.InTransactionAsync(
        async (_, transaction) =>
        {
            var scope = await BookScope.MakeAsync(
                transaction, ["D001"], new Domain.Values.Period(2026, 10), watermark, null, CancellationToken.None);
            var books = await BookStore.LoadAsync(transaction, scope, CancellationToken.None);
            return books.Single().Ours.Entries.Select(e => e.Amount).Order().ToList();
        },
        CancellationToken.None);

    /// <summary>Two chunks that bring one document; the first to write it waits for the other to run into it.</summary>
    private sealed class SameDocument : IPipeline
    {
        private readonly TaskCompletionSource _written = new();
        private int _writers;

        public string Name => "same-document";

        public Func<Task> SecondWaits { get; set; } = () => Task.CompletedTask;

        public List<PostgresException> Collisions { get; } = [];

        public Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel) =>
            Task.FromResult(new RunPlan(["[1]", "[2]"]));

        public async Task ExecuteAsync(ChunkScope chunk)
        {
            var first = Interlocked.Increment(ref _writers) == 1;
            if (!first)
            {
                await _written.Task.WaitAsync(TimeSpan.FromMinutes(2));
            }

            try
            {
                await chunk.CommitAsync(async transaction =>
                {
                    await CanonicalStore.UpsertAsync(
                        transaction, Datasets.Invoices, "sap", chunk.Run.Id, [Invoice("R1", 10m)], chunk.Cancel);
                    _written.TrySetResult();
                    await (first ? SecondWaits() : Task.CompletedTask);
                    return new ChunkProgress(true, 1, 0);
                });
            }
            catch (PostgresException e)
            {
                Collisions.Add(e);
                throw;
            }
        }

        public Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel) =>
            Task.FromResult(new RunEnd(true, "{}"));
    }
}
