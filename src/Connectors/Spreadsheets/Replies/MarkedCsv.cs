using System.Buffers;
using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>
/// Puts the error codes behind the lines of a delimited file (标注 CSV): every byte that the dealer wrote stays, in its
/// order, its encoding and its quotes; each record of the table gets one value more, so that all have equally many. A
/// code never begins with a sign that a program would compute.
/// </summary>
internal static class MarkedCsv
{
    /// <returns>Null where the text cannot be cut just as it was read, and so not be given back unchanged.</returns>
    public static byte[]? Write(byte[] content, UploadReading reading, ReplyLanguage language)
    {
        if (reading.Tables is not [var table] || CsvCut.Of(content, table.Header) is not { } cut)
        {
            return null;
        }

        var codes = reading.Problems
            .Where(p => p.Sheet == table.Sheet.Name && p.Row > table.Header.Number)
            .GroupBy(p => p.Row!.Value)
            .ToDictionary(g => g.Key, g => string.Join(' ', g.Select(p => p.Finding.Code).Distinct()));
        var earlier = table.Header.Cells.FirstOrDefault(c => CorrectionWords.Is(CorrectionWords.Codes, c.Text))?.Column;
        var column = earlier ?? cut.Widest() + 1;
        // Part by part into bytes: a long file's text is not held a second time.
        var marked = new ArrayBufferWriter<byte>(content.Length + (content.Length / 8) + 1);
        marked.Write(content.AsSpan(0, cut.Mark));
        var written = 0;
        foreach (var record in cut.Records().Where(r => r.Number >= table.Header.Number && r.Values.Count > 1))
        {
            var code = record.Number == table.Header.Number
                ? CorrectionWords.Codes.In(language)
                : codes.GetValueOrDefault(record.Number, "");
            var (from, to) = record.Values.Count >= column ? record.Values[column - 1] : (record.End, record.End);
            cut.Encoding.GetBytes(cut.Text.AsSpan(written, from - written), marked);
            cut.Encoding.GetBytes(
                new string(cut.Separator, Math.Max(0, column - record.Values.Count)) + code, marked);
            written = to;
        }

        cut.Encoding.GetBytes(cut.Text.AsSpan(written), marked);
        return marked.WrittenSpan.ToArray();
    }
}
