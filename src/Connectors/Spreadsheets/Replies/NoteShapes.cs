using System.IO.Compression;
using System.Text.RegularExpressions;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>
/// Gives the shapes of comments the text box that LibreOffice leaves out (批注外形): the writing library reads no workbook
/// without it, and a marked file that went through that program would lose its look in the next reply.
/// </summary>
internal static partial class NoteShapes
{
    private const string TextBox =
        "<v:textbox xmlns:v=\"urn:schemas-microsoft-com:vml\" style=\"mso-direction-alt:auto\">"
        + "<div style=\"text-align:left\"></div></v:textbox>";

    public static byte[] Complete(byte[] package)
    {
        using var stream = new MemoryStream();
        stream.Write(package);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var part in zip.Entries
                .Where(e => e.FullName.EndsWith(".vml", StringComparison.OrdinalIgnoreCase)).ToList())
            {
                Complete(part);
            }
        }

        return stream.ToArray();
    }

    private static void Complete(ZipArchiveEntry part)
    {
        using var stream = part.Open();
        using var reader = new StreamReader(stream);
        var shapes = reader.ReadToEnd();
        var complete = Shape().Replace(shapes, shape => shape.Value.Contains(":textbox", StringComparison.Ordinal)
            ? shape.Value
            : ClientData().Replace(shape.Value, TextBox + "$0", 1));
        if (complete == shapes)
        {
            return;
        }

        stream.SetLength(0);
        using var writer = new StreamWriter(stream);
        writer.Write(complete);
    }

    [GeneratedRegex(@"<v:shape\s.*?</v:shape>", RegexOptions.Singleline)]
    private static partial Regex Shape();

    [GeneratedRegex(@"<\w+:ClientData\s")]
    private static partial Regex ClientData();
}
