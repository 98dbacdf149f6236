using System.Globalization;
using System.Text;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines;
using DealerIntegration.Worker.Pipelines.Uploads;

namespace DealerIntegration.Worker.Tests.Pipelines.Uploads;

/// <summary>Files whose documents are written while they are still being read.</summary>
public sealed class LongUploadTests(PostgresFixture postgres)
{
    private const string Stored = "SELECT count(*), sum(on_hand)::bigint FROM canonical.stock";

    [Fact]
    public async Task Writes_the_rows_of_a_distributors_list_and_answers_with_a_receipt()
    {
        await using var hub = await OpenAsync();
        var folder = Directory.CreateDirectory(Path.Combine(hub.Paths.Data, "drop", "D001"));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "list.csv"), List(days: 26_000));

        await hub.SucceedAsync("uploads", period: "2026-10");

        Assert.Equal(["52000|1351974000"], await hub.RowsAsync(Stored));
        Assert.Equal(["list.csv|Accepted|52000|0"], await hub.RowsAsync(
            "SELECT file_name, verdict, rows_in, rejected FROM raw.upload"));
    }

    [Fact]
    public async Task Takes_back_what_was_written_when_its_key_comes_again_at_the_end_of_the_file()
    {
        await using var hub = await OpenAsync();

        // More than a batch, so that the first row lies in the table when the last one is read.
        await ReadAsync(hub, List(days: 3_000));
        Assert.Equal(["6000|17997000"], await hub.RowsAsync(Stored));

        var twice = await ReadAsync(hub, List(days: 3_000, "P-0001,1991-01-03,7\nP-0001,2026-10-31,9\n"));
        Assert.Equal(["A4", "A6002"], twice.Problems.Select(p => p.Address));
        Assert.All(twice.Problems, p => Assert.Equal("duplicate-row", p.Finding.Code));

        // The repeated day keeps what it had, the new one is added, all others are unchanged.
        Assert.Equal(["6001|17997009"], await hub.RowsAsync(Stored));
    }

    [Fact]
    public async Task Takes_everything_back_when_the_file_turns_out_to_have_too_many_problems()
    {
        await using var hub = await OpenAsync();
        var bad = string.Concat(Enumerable.Range(0, 10_001).Select(i => $"X-{i},2026-10-31,1\n"));

        var reading = await ReadAsync(hub, List(days: 3_000, bad));

        Assert.Equal(UploadVerdict.Refused, reading.Verdict);
        Assert.Equal("too-many-problems", reading.Problems[0].Finding.Code);
        Assert.Equal(0, await hub.CountAsync("canonical.stock"));
    }

    private static Task<UploadReading> ReadAsync(TestHub hub, byte[] content) => hub.Database.InTransactionAsync(
        async (_, transaction) => await UploadReader.ReadAsync(
            OpenedFile.Open(content, "list.csv", OldWorkbooks.Process()),
            "D001",
            UploadDefinitions.Load(Path.Combine(hub.Paths.Config, "uploads")),
            await UploadKnowledge.LoadAsync(
                transaction, new Period(2026, 10), new DateOnly(2026, 11, 2),
                UploadSetup.Load(hub.Paths, hub.Get<BusinessDay>()), "D001", CancellationToken.None),
            new CanonicalSink(transaction, "dealer-files", await RunAsync(hub)),
            CancellationToken.None),
        CancellationToken.None);

    // Rows name the run that brought them.
    private static Task<long> RunAsync(TestHub hub) => hub.AskAsync("uploads", period: "2026-10");

    private static byte[] List(int days, string extra = "")
    {
        var text = new StringBuilder("商品编码,库存日期,在库数量\n");
        for (var i = 0; i < 2 * days; i++)
        {
            var day = new DateOnly(1991, 1, 1).AddDays(i % days);
            text.Append(CultureInfo.InvariantCulture, $"P-{(i / days) + 1:0000},{day:yyyy-MM-dd},{i}\n");
        }

        return Encoding.UTF8.GetBytes(text.Append(extra).ToString());
    }

    private async Task<TestHub> OpenAsync()
    {
        var hub = await TestHub.OpenAsync(postgres);
        Assert.NotNull(hub.Get<DropFolder>());
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"));
        await hub.SeedAsync(Datasets.Products, Documents.Product("P-0001"), Documents.Product("P-0002"));
        return hub;
    }
}
