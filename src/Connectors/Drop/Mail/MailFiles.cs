using MimeKit;
using MimeKit.Tnef;

namespace DealerIntegration.Connectors.Drop.Mail;

/// <summary>The attachments of a mail as files (邮件附件), also those inside a forwarded mail.</summary>
internal static class MailFiles
{
    private static readonly string[] TableExtensions = [".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt"];

    public static IReadOnlyList<DroppedFile> Of(MimeMessage mail, string dealerCode)
    {
        var files = new List<DroppedFile>();
        foreach (var part in Parts(mail.Body))
        {
            var content = Content(part);
            var name = FileNames.Clean(part.FileName, $"attachment-{files.Count + 1}");
            files.Add(new DroppedFile(dealerCode, name, content, DropFolder.Hash(content), mail.Date));
        }

        return files;
    }

    private static IEnumerable<MimePart> Parts(MimeEntity? entity) => entity switch
    {
        Multipart multipart => multipart.SelectMany(Parts),
        MessagePart forwarded => Parts(forwarded.Message?.Body),
        TnefPart wrapped => wrapped.ExtractAttachments().SelectMany(Parts),
        MimePart part when IsFile(part) => [part],
        _ => [],
    };

    // A picture of the signature is not a file that somebody sends; a workbook that a mail program shows inline is.
    private static bool IsFile(MimePart part) =>
        part.IsAttachment
        || (part.FileName is { Length: > 0 } name
            && TableExtensions.Contains(Path.GetExtension(name).ToLowerInvariant()));

    private static byte[] Content(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content?.DecodeTo(content);
        return content.ToArray();
    }
}
