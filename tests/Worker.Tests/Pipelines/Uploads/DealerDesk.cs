using ClosedXML.Excel;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Tests.Pipelines.Uploads;

/// <summary>A dealer who drops files, opens what comes back, and corrects it.</summary>
internal sealed class DealerDesk : IAsyncDisposable
{
    public const string Period = "2026-10";
    public const string ToCorrect = "待更正 To correct";

    private const int LettersRow = 4;

    private DealerDesk(TestHub hub) => Hub = hub;

    public TestHub Hub { get; }

    public static async Task<DealerDesk> OpenAsync(PostgresFixture postgres)
    {
        var hub = await TestHub.OpenAsync(postgres);
        Assert.NotNull(hub.Get<DropFolder>());
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"), Documents.Dealer("D002"));
        await hub.SeedAsync(Datasets.Products, [.. MessyFile.Products.Select(p => Documents.Product(p))]);
        return new DealerDesk(hub);
    }

    /// <summary>Drops a file and lets the hub work; what came back, by name.</summary>
    public async Task<(Run Run, Dictionary<string, byte[]> Answers)> SendAsync(
        string name, byte[] content, string dealer = "D001")
    {
        var outbox = Directory.CreateDirectory(Path.Combine(Hub.Paths.Data, "outbox", dealer));
        foreach (var old in outbox.GetFiles())
        {
            old.Delete();
        }

        var folder = Directory.CreateDirectory(Path.Combine(Hub.Paths.Data, "drop", dealer));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), content);
        var run = await Hub.RunAsync("uploads", period: Period);
        return (run, outbox.GetFiles().ToDictionary(f => f.Name, f => File.ReadAllBytes(f.FullName)));
    }

    /// <summary>Addresses with a comment of the hub.</summary>
    public static List<string> Marked(byte[] reply, string sheet)
    {
        using var workbook = new XLWorkbook(new MemoryStream(reply));
        return [.. workbook.Worksheet(sheet).CellsUsed(XLCellsUsedOptions.Comments).Where(c => c.HasComment)
            .Select(c => c.Address.ToString()!)];
    }

    public static byte[] Edit(byte[] content, Action<XLWorkbook> change)
    {
        using var workbook = new XLWorkbook(new MemoryStream(content));
        change(workbook);
        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return stream.ToArray();
    }

    /// <summary>Corrects the planted errors, and only them, in the marked sheet.</summary>
    public static byte[] FixInPlace(byte[] reply, MessyFile file) => Edit(reply, workbook =>
    {
        foreach (var error in file.Errors)
        {
            MessyFile.Put(workbook.Worksheet(file.Sheet).Cell(error.Row, error.Column), error.Right);
        }
    });

    /// <summary>Corrects the planted errors on the sheet of rows to correct, which is all that is sent back.</summary>
    public static byte[] FixAlone(
        byte[] reply, MessyFile file, Func<Planted, bool>? which = null) => Edit(reply, workbook =>
    {
        var sheet = workbook.Worksheet(ToCorrect);
        foreach (var other in workbook.Worksheets.Where(s => s != sheet).ToList())
        {
            other.Delete();
        }

        foreach (var error in file.Errors.Where(which ?? (_ => true)))
        {
            var row = sheet.Column(1).CellsUsed()
                .Single(c => c.GetString().EndsWith($"/{file.Sheet}/{error.Row}", StringComparison.Ordinal));
            var column = sheet.Row(LettersRow).CellsUsed()
                .Single(c => c.GetString() == error.Address[..1]).Address.ColumnNumber;
            MessyFile.Put(sheet.Cell(row.Address.RowNumber, column), error.Right);
        }
    });

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
