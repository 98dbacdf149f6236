using System.IO.Compression;
using System.Text.RegularExpressions;
using ClosedXML.Excel;

namespace DealerIntegration.Simulators.Dealers;

/// <summary>
/// Writes a workbook to a dealer's folder, the same bytes every time, and visible only when it is whole.
/// </summary>
internal static partial class Workbook
{
    private static readonly DateTime Made = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static void Save(string path, string sheetName, Action<IXLWorksheet> fill)
    {
        using var workbook = new XLWorkbook();
        workbook.Properties.Author = "dealer";
        workbook.Properties.Created = Made;
        workbook.Properties.Modified = Made;
        fill(workbook.AddWorksheet(sheetName));
        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        Put(path, Settle(stream));
    }

    /// <summary>Under another name first: the hub must not see half a file.</summary>
    public static void Put(string path, byte[] content)
    {
        var beside = path + ".part";
        File.WriteAllBytes(beside, content);
        File.Move(beside, path, overwrite: true);
    }

    public static void Text(this IXLCell cell, string text)
    {
        cell.SetValue(text);
        cell.SetDataType(XLDataType.Text);
    }

    public static void Number(this IXLCell cell, decimal number, string format = "#,##0.00")
    {
        cell.SetValue(number);
        cell.Style.NumberFormat.Format = format;
    }

    public static void Date(this IXLCell cell, DateOnly day)
    {
        cell.SetValue(day.ToDateTime(default));
        cell.Style.NumberFormat.Format = "yyyy-mm-dd";
    }

    public static void Header(IXLWorksheet sheet, int row, params string[] titles)
    {
        for (var column = 1; column <= titles.Length; column++)
        {
            sheet.Cell(row, column).Text(titles[column - 1]);
            sheet.Cell(row, column).Style.Font.Bold = true;
            sheet.Column(column).Width = 16;
        }
    }

    /// <summary>The package stamps the time of writing and random names; a file sent twice must be one file.</summary>
    private static byte[] Settle(MemoryStream written)
    {
        using var settled = new MemoryStream();
        using (var source = new ZipArchive(written, ZipArchiveMode.Read, leaveOpen: true))
        using (var target = new ZipArchive(settled, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in source.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                var copy = target.CreateEntry(Steady(entry.FullName));
                copy.LastWriteTime = Made;
                using var writer = new StreamWriter(copy.Open());
                writer.Write(Steady(reader.ReadToEnd()));
            }
        }

        return settled.ToArray();
    }

    /// <summary>
    /// Relationship ids stand for themselves only inside the part that lists them, so a count will do.
    /// </summary>
    private static string Steady(string text)
    {
        var count = 0;
        return RandomId().Replace(RandomName().Replace(text, "core.psmdcp"), _ => $"\"R{++count}\"");
    }

    [GeneratedRegex(@"[0-9a-f]{32}\.psmdcp")]
    private static partial Regex RandomName();

    [GeneratedRegex("\"R[0-9a-f]{16}\"")]
    private static partial Regex RandomId();
}
