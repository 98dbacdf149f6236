using DealerIntegration.Connectors.Drop;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Worker.Tests.Pipelines.Uploads;

/// <summary>A hub with two dealers and a product, whose drop folder files are put into.</summary>
internal sealed class DropStage(TestHub hub) : IAsyncDisposable
{
    public const string Period = "2026-10";

    public TestHub Hub => hub;

    public static async Task<DropStage> OpenAsync(PostgresFixture postgres, TestConfig? config = null)
    {
        var hub = await TestHub.OpenAsync(postgres, config);
        // Its making creates the folders, as it does when the hub starts to work.
        Assert.NotNull(hub.Get<DropFolder>());
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"), Documents.Dealer("D002", tier: "T2"));
        await hub.SeedAsync(Datasets.Products, Documents.Product("P1"), Documents.Product("P2"));
        return new DropStage(hub);
    }

    public void Put(string name, byte[] content, string dealer = "D001", DateTime? changed = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(hub.Paths.Data, "drop", dealer));
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, content);
        if (changed is { } utc)
        {
            File.SetLastWriteTimeUtc(path, utc);
        }
    }

    /// <summary>Drops a file and lets the hub read it.</summary>
    public Task SendAsync(string name, byte[] content, string dealer = "D001")
    {
        Put(name, content, dealer);
        return hub.RunAsync("uploads", period: Period);
    }

    /// <summary>Everything a reply says, cell by cell and in its comments.</summary>
    public string Reply(string name, string dealer = "D001")
    {
        using var workbook = new ClosedXML.Excel.XLWorkbook(Path.Combine(hub.Paths.Data, "outbox", dealer, name));
        return string.Join('\n', workbook.Worksheets
            .SelectMany(s => s.CellsUsed(ClosedXML.Excel.XLCellsUsedOptions.All))
            .Select(c => c.GetString() + (c.HasComment ? $" // {c.Comment.Text}" : "")));
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();
}
