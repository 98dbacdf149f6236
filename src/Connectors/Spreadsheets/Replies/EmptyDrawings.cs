using System.IO.Compression;
using System.Text.RegularExpressions;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>
/// Takes drawings that show no picture off the sheets of a package (空绘图). LibreOffice leaves one on every sheet with
/// a filter; the writing library deletes it while it saves and then fails to put comments where it stood.
/// </summary>
internal static partial class EmptyDrawings
{
    private const string Sheets = "xl/worksheets/";

    public static byte[] Remove(byte[] package)
    {
        using var stream = new MemoryStream();
        stream.Write(package);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var sheet in zip.Entries.Where(IsSheet).ToList())
            {
                Remove(zip, sheet);
            }
        }

        return stream.ToArray();
    }

    private static bool IsSheet(ZipArchiveEntry part) =>
        part.FullName.StartsWith(Sheets, StringComparison.OrdinalIgnoreCase)
        && part.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);

    private static void Remove(ZipArchive zip, ZipArchiveEntry sheet)
    {
        var links = zip.GetEntry($"{Sheets}_rels/{sheet.Name}.rels");
        if (links is null)
        {
            return;
        }

        var relations = Read(links);
        var drawing = Relationship().Matches(relations).FirstOrDefault(
            m => Type().Match(m.Value).Groups[1].Value.EndsWith("/drawing", StringComparison.Ordinal));
        if (drawing is null)
        {
            return;
        }

        // Pictures and charts are parts of their own, which the drawing refers to.
        var name = Target().Match(drawing.Value).Groups[1].Value.Split('/')[^1];
        if (zip.GetEntry($"xl/drawings/_rels/{name}.rels") is not null)
        {
            return;
        }

        Write(links, relations.Remove(drawing.Index, drawing.Length));
        Write(sheet, Drawing().Replace(Read(sheet), ""));
    }

    private static string Read(ZipArchiveEntry part)
    {
        using var reader = new StreamReader(part.Open());
        return reader.ReadToEnd();
    }

    private static void Write(ZipArchiveEntry part, string text)
    {
        using var stream = part.Open();
        stream.SetLength(0);
        using var writer = new StreamWriter(stream);
        writer.Write(text);
    }

    [GeneratedRegex(@"<(?:\w+:)?Relationship\s[^>]*>")]
    private static partial Regex Relationship();

    [GeneratedRegex(@"\bType=""([^""]*)""")]
    private static partial Regex Type();

    [GeneratedRegex(@"\bTarget=""([^""]*)""")]
    private static partial Regex Target();

    [GeneratedRegex(@"<(?:\w+:)?drawing\s[^>]*/>")]
    private static partial Regex Drawing();
}
