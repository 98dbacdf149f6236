using DealerIntegration.Connectors.Spreadsheets;
using MimeKit;
using MimeKit.Text;
using MimeKit.Utils;

namespace DealerIntegration.Connectors.Drop.Mail;

/// <summary>
/// A reply as a mail (邮件回复): an answer in the dealer's own conversation, marked as written by a program so that no
/// program answers it.
/// </summary>
internal static class ReplyMail
{
    private static readonly Bilingual Words = new(
        "您好：\n\n您发来的文件「{0}」已经处理，结果见附件「{1}」。如有标出的问题，请改正后回复本邮件重新发送。\n\n"
        + "本邮件由系统自动发出。\n",
        "Hello,\n\nthe file '{0}' that you sent has been read; the result is attached as '{1}'. Where it marks a "
        + "problem, please correct it and send the file again as an answer to this mail.\n\n"
        + "This mail was written by a program.\n");

    private static readonly Bilingual Unasked = new(
        "您好：\n\n请查收附件「{1}」。如文件中有需要答复之处，请填写后回复本邮件发回。\n\n"
        + "本邮件由系统自动发出。\n",
        "Hello,\n\nplease find '{1}' attached. Where it asks for an answer, fill it in and send it back as an answer "
        + "to this mail.\n\nThis mail was written by a program.\n");

    public static MimeMessage Write(IntakeReply reply, string ownAddress, DateTimeOffset now)
    {
        var thread = reply.Thread ?? throw new ArgumentException("A reply by mail needs the mail that it answers.");
        var mail = new MimeMessage
        {
            MessageId = IdOf(reply, ownAddress),
            Subject = thread.AnswersNone || thread.Subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase)
                ? thread.Subject : $"Re: {thread.Subject}".TrimEnd(),
            Date = now,
        };
        // An id that no standard knows cannot be named; such a mail is answered by its subject alone.
        if (MimeUtils.ParseMessageId(thread.MessageId) == thread.MessageId)
        {
            mail.InReplyTo = thread.MessageId;
            mail.References.AddRange([.. thread.References, thread.MessageId]);
        }

        mail.From.Add(MailboxAddress.Parse(ownAddress));
        mail.To.Add(MailboxAddress.Parse(thread.To));
        mail.Headers.Add(HeaderId.AutoSubmitted, thread.AnswersNone ? "auto-generated" : "auto-replied");
        var text = new TextPart(TextFormat.Plain)
        {
            Text = string.Format(
                null, (reply.Answers.Length == 0 ? Unasked : Words).In(reply.Language), reply.Answers,
                string.Join(reply.Language == ReplyLanguage.Chinese ? "」「" : "' and '",
                    reply.Others.Select(o => o.Name).Prepend(reply.FileName))),
        };
        var body = new Multipart("mixed") { text, Attachment(reply.FileName, reply.Content) };
        foreach (var other in reply.Others)
        {
            body.Add(Attachment(other.Name, other.Content));
        }

        mail.Body = body;
        return mail;
    }

    /// <summary>Made from the reply's key: a mail that goes out twice is the same mail to whoever gets it.</summary>
    public static string IdOf(IntakeReply reply, string ownAddress) =>
        $"{reply.Key}@{ownAddress[(ownAddress.LastIndexOf('@') + 1)..]}";

    private static MimePart Attachment(string name, byte[] content) => new(MimeTypes.GetMimeType(name))
    {
        Content = new MimeContent(new MemoryStream(content, writable: false)),
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        ContentTransferEncoding = ContentEncoding.Base64,
        FileName = name,
    };
}
