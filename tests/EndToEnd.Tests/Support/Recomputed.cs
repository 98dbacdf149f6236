using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using ClosedXML.Excel;

namespace DealerIntegration.EndToEnd.Tests.Support;

/// <summary>
/// Workbooks as another program computes them: the stored results of the formulas are taken out first, so that only a
/// real computation can bring them back.
/// </summary>
internal static partial class Recomputed
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Asserts that every formula has the same result; returns how many there were.</summary>
    public static async Task<int> CompareAsync(string office, string folder, IReadOnlyList<string> files)
    {
        var done = await AllAsync(office, folder, files);
        return files.Sum(file => Compare(file, Path.Combine(done, Path.GetFileName(file))));
    }

    /// <summary>A workbook as the other program saves it, with the results it came to.</summary>
    public static async Task<byte[]> OfAsync(string office, string folder, byte[] workbook)
    {
        var file = Path.Combine(folder, "workbook.xlsx");
        await File.WriteAllBytesAsync(file, workbook);
        return await File.ReadAllBytesAsync(
            Path.Combine(await AllAsync(office, folder, [file]), Path.GetFileName(file)));
    }

    private static async Task<string> AllAsync(string office, string folder, IReadOnlyList<string> files)
    {
        var bare = Directory.CreateDirectory(Path.Combine(folder, "bare")).FullName;
        var done = Directory.CreateDirectory(Path.Combine(folder, "done")).FullName;
        foreach (var file in files)
        {
            WithoutResults(file, Path.Combine(bare, Path.GetFileName(file)));
        }

        await ConvertAsync(office, folder, done, Directory.GetFiles(bare));
        return done;
    }

    private static void WithoutResults(string file, string target)
    {
        File.Copy(file, target);
        using var package = ZipFile.Open(target, ZipArchiveMode.Update);
        foreach (var part in package.Entries)
        {
            if (!part.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal))
            {
                continue;
            }

            string xml;
            using (var reader = new StreamReader(part.Open()))
            {
                xml = reader.ReadToEnd();
            }

            using var writer = new StreamWriter(part.Open());
            writer.BaseStream.SetLength(0);
            writer.Write(StoredResult().Replace(xml, "$1"));
        }
    }

    private static async Task ConvertAsync(string office, string folder, string done, string[] files)
    {
        var profile = new Uri(Path.Combine(folder, "profile")).AbsoluteUri;
        using var process = Process.Start(new ProcessStartInfo(
            office,
            ["--headless", $"-env:UserInstallation={profile}", "--convert-to", "xlsx", "--outdir", done, .. files])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var said = process.StandardOutput.ReadToEndAsync();
            var complained = process.StandardError.ReadToEndAsync();
            using var late = new CancellationTokenSource(Patience);
            await process.WaitForExitAsync(late.Token);
            Assert.True(
                process.ExitCode == 0, $"{office} ended with {process.ExitCode}: {await said} {await complained}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static int Compare(string file, string recomputed)
    {
        using var ours = new XLWorkbook(file);
        using var theirs = new XLWorkbook(recomputed);
        var formulas = ours.Worksheets.SelectMany(sheet => sheet.CellsUsed(c => c.HasFormula)).ToList();
        foreach (var cell in formulas)
        {
            var other = theirs.Worksheet(cell.Worksheet.Name).Cell(cell.Address.RowNumber, cell.Address.ColumnNumber);
            Assert.True(
                ToTheCent(cell) == ToTheCent(other),
                $"{Path.GetFileName(file)} {cell.Worksheet.Name}!{cell.Address} ={cell.FormulaA1}: "
                + $"{ToTheCent(cell)} here, {ToTheCent(other)} there.");
        }

        return formulas.Count;
    }

    private static string ToTheCent(IXLCell cell) => cell.CachedValue switch
    {
        double number => Cents.Of(number),
        var other => $"{other}",
    };

    [GeneratedRegex(@"(</(?:x:)?f>)<(?:x:)?v>[^<]*</(?:x:)?v>")]
    private static partial Regex StoredResult();
}
