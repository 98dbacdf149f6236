using System.Security.Cryptography;
using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Replies;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Corrections;

/// <summary>A dealer's files and our replies to them, in turn, as the hub keeps them.</summary>
internal sealed class Correspondence
{
    public const string ToCorrect = CorrectionWords.Sheet;

    private readonly List<(string Name, string Sha, byte[] Content, string? Corrects)> files = [];

    /// <summary>Hashes that another dealer has sent.</summary>
    public HashSet<string> OfOthers { get; } = [];

    public (UploadReading Reading, ReplyFile Reply) Send(
        byte[] content, string name = "stock.xlsx", ReplyLanguage language = ReplyLanguage.Chinese)
    {
        var sha = Sha(content);
        var opened = Books.Opened(content, name);
        var correction = Correction.In(opened);
        var reading = correction is null ? Read(opened) : Corrected(correction);
        files.Add((name, sha, content, correction is { IsAlone: true } ? correction.Original : null));
        return (reading, UploadReply.Write(reading, opened, language, sha)[^1]);
    }

    public static string Sha(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The reply without any sheet but the one of rows to correct, after a change to it.</summary>
    public static byte[] Alone(byte[] reply, Action<IXLWorksheet>? change = null) => Books.Edit(reply, workbook =>
    {
        foreach (var sheet in workbook.Worksheets.Where(s => s.Name != ToCorrect).ToList())
        {
            sheet.Delete();
        }

        change?.Invoke(workbook.Worksheet(ToCorrect));
    });

    private UploadReading Corrected(Correction correction)
    {
        var original = Original(correction);
        var corrected = correction.Merge(original, OpenRows(original.File is { } file ? Read(file) : null));
        return corrected.Finish(Read(corrected.File));
    }

    private OriginalFile Original(Correction correction)
    {
        var found = files.FirstOrDefault(f => f.Sha.StartsWith(correction.Original ?? "-", StringComparison.Ordinal));
        if (found.Content is null)
        {
            return new OriginalFile(null, IsOthers: OfOthers.Any(
                sha => sha.StartsWith(correction.Original ?? "-", StringComparison.Ordinal)));
        }

        var asSent = Books.Opened(found.Content, found.Name);
        var file = asSent;
        foreach (var (before, _, content, _) in files.Where(f => f.Corrects == correction.Original))
        {
            file = Correction.In(Books.Opened(content, before))!
                .Merge(new OriginalFile(file, asSent), OpenRows(Read(file))).File;
        }

        return new OriginalFile(file, asSent);
    }

    private static HashSet<(string Sheet, int Row)> OpenRows(UploadReading? reading) =>
        [.. (reading?.Problems ?? []).Where(p => p.Row is not null).Select(p => (p.Sheet!, p.Row!.Value))];

    private static UploadReading Read(OpenedFile file) =>
        UploadReader.Read(file, Books.Dealer, Books.Definitions, new Known());
}
