using System.Text;
using DealerIntegration.EndToEnd.Tests.Support;

namespace DealerIntegration.EndToEnd.Tests;

/// <summary>More workers on one database make one run faster, and nothing else.</summary>
public sealed class SharedChunksTests(PostgresFixture postgres)
{
    private const int Files = 40;
    private const int InvoicesPerFile = 150;
    private const int LinesPerInvoice = 6;

    // However fast the first one is: nobody ends a chunk before the other one has begun.
    private static readonly HoldPoint FirstChunk = new(
        "ending a chunk", "ops.run_chunk", "UPDATE", "NEW.status = 'done'");

    [Fact]
    public async Task Two_workers_share_the_chunks_of_one_run()
    {
        await using var stage = await Stage.WithoutPartnersAsync(postgres);
        var folder = Directory.CreateDirectory(Path.Combine(stage.Folder.Root, "sales")).FullName;
        for (var file = 0; file < Files; file++)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"day-{file:00}.csv"), Sales(file));
        }

        const string Chunks = "FROM ops.run_chunk c JOIN ops.run r ON r.id = c.run_id WHERE r.pipeline = 'import'";
        await Task.WhenAll(stage.ServeAsync(), stage.ServeAsync());
        // A run calls as many helpers as there are workers when it is planned.
        await stage.UntilAsync("both services had registered", "SELECT count(*) = 2 FROM hangfire.server");
        Task<Told>? importing = null;
        await FirstChunk.CatchAsync(
            stage.Database,
            () =>
            {
                importing = ImportAsync(stage, folder);
                return Task.CompletedTask;
            },
            () => stage.UntilAsync("each had a chunk", $"SELECT count(DISTINCT c.claimed_by) = 2 {Chunks}"));
        (await importing!).MustEndWith(0);

        Assert.Equal(Files, await stage.AskAsync<long>($"SELECT count(*) {Chunks} AND c.status = 'done'"));
        Assert.Equal(2, await stage.AskAsync<long>($"SELECT count(DISTINCT c.claimed_by) {Chunks}"));
        Assert.Equal(0, await stage.AskAsync<long>($"SELECT count(*) {Chunks} AND c.attempts > 1"));
        Assert.Equal(
            Files * InvoicesPerFile,
            await stage.AskAsync<long>("SELECT count(*) FROM canonical.invoice WHERE source = 'online-retail'"));
        Assert.Equal(
            Files * InvoicesPerFile * LinesPerInvoice,
            await stage.AskAsync<long>("SELECT count(*) FROM canonical.invoice_line"));
    }

    private static Task<Told> ImportAsync(Stage stage, string folder) => stage.HubAsync(
        "import", Path.Combine(Programs.Root, "examples", "online-retail", "connector.json"), "--address", folder,
        "--workers", "0");

    private static string Sales(int file)
    {
        var text = new StringBuilder(
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
        for (var invoice = 0; invoice < InvoicesPerFile; invoice++)
        {
            for (var line = 0; line < LinesPerInvoice; line++)
            {
                text.Append($"{700_000 + (file * 1000) + invoice},{84_000 + line},Green tea,{line + 1},")
                    .Append($"2026-10-{(file % 28) + 1:00} 09:30:00,{line}.25,{17_000 + invoice}.0,France\n");
            }
        }

        return text.ToString();
    }
}
