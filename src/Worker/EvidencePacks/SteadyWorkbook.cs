using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace DealerIntegration.Worker.EvidencePacks;

/// <summary>
/// Takes out of a workbook file what differs each time it is written: times, the order of its parts, and the names made
/// by chance of the part about author and title and of what refers to it.
/// </summary>
internal static partial class SteadyWorkbook
{
    private const string Properties = "core.psmdcp";
    private const string References = "_rels/.rels";

    private static readonly DateTimeOffset FirstDay = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Of(byte[] workbook)
    {
        using var read = new ZipArchive(new MemoryStream(workbook), ZipArchiveMode.Read);
        using var written = new MemoryStream();
        using (var zip = new ZipArchive(written, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in read.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(
                    PropertiesName().Replace(part.FullName, Properties), CompressionLevel.Optimal);
                entry.LastWriteTime = FirstDay;
                using var from = part.Open();
                using var to = entry.Open();
                Copy(part.FullName, from, to);
            }
        }

        return written.ToArray();
    }

    private static void Copy(string name, Stream from, Stream to)
    {
        if (name != References && !PropertiesName().IsMatch(name))
        {
            from.CopyTo(to);
            return;
        }

        using var reader = new StreamReader(from, Encoding.UTF8);
        var text = Times().Replace(reader.ReadToEnd(), "${1}1980-01-01T00:00:00Z");
        text = PropertiesName().Replace(text, Properties);
        var number = 0;
        to.Write(Encoding.UTF8.GetBytes(ChanceId().Replace(text, _ => $"Id=\"steady{++number}\"")));
    }

    [GeneratedRegex(@"(<dcterms:(?:created|modified)[^>]*>)[^<]*")]
    private static partial Regex Times();

    [GeneratedRegex(@"[0-9a-f]{32}\.psmdcp")]
    private static partial Regex PropertiesName();

    [GeneratedRegex(@"Id=""R[0-9a-f]{16}""")]
    private static partial Regex ChanceId();
}
