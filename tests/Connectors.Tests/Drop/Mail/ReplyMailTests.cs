using System.Text;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Connectors.Drop.Mail;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Replies;
using MimeKit;

namespace DealerIntegration.Connectors.Tests.Drop.Mail;

/// <summary>A reply can be written to whatever mail came in, and says nothing that the mail wants it to.</summary>
public sealed class ReplyMailTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Message-ID: <a@dealer.cn>", "a@dealer.cn")]
    [InlineData("Message-ID: <no-domain>", "no-domain")]
    [InlineData("Message-ID: without.brackets@dealer.cn", "without.brackets@dealer.cn")]
    [InlineData("Message-ID: <two words@dealer.cn>", "twowords@dealer.cn")]
    [InlineData("Message-ID: <账@dealer.cn>", "账@dealer.cn")]
    [InlineData("Message-ID: <<a@b>@dealer.cn>", null)]
    [InlineData("Message-ID: <\"quo ted\"@dealer.cn>", "\"quo ted\"@dealer.cn")]
    [InlineData("References: <x> y <z@>", "1.2@hub.cn")]
    public void It_answers_mails_with_ids_that_no_standard_knows(string header, string? expected)
    {
        var text = $"From: orders@dealer.cn\r\n{header}\r\nSubject: 账\r\n\r\nx\r\n";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var mail = MimeMessage.Load(stream);
        var id = mail.MessageId ?? "1.2@hub.cn";
        var reply = Written(new MailThread("orders@dealer.cn", id, [.. mail.References], mail.Subject ?? ""));
        Assert.Equal(expected, reply.InReplyTo);
        Assert.Equal("reply-1@hub.cn", reply.MessageId);
    }

    [Theory]
    [InlineData("十月", "Re: 十月")]
    [InlineData("Re: 十月", "Re: 十月")]
    [InlineData("RE: 十月", "RE: 十月")]
    [InlineData("", "Re:")]
    [InlineData("a\r\nBcc: all@dealer.cn", "Re: aBcc: all@dealer.cn")]
    public void Its_subject_is_the_dealers_and_never_another_header(string subject, string expected)
    {
        var reply = Written(new MailThread("orders@dealer.cn", "a@dealer.cn", [], subject));
        Assert.Equal(expected, reply.Subject!.Replace("\r", "").Replace("\n", ""));
        Assert.Empty(reply.Bcc);
        Assert.Equal("orders@dealer.cn", reply.To.ToString());
    }

    [Fact]
    public void What_nobody_asked_for_is_a_mail_of_its_own()
    {
        var mail = ReplyMail.Write(
            new IntakeReply(
                "post-1", "D001", "", "对账单_D001.xlsx", [1, 2], ReplyLanguage.English,
                MailThread.New("orders@dealer.cn", "对账单_D001")),
            "files@hub.cn",
            Now);
        Assert.Equal(("对账单_D001", null, 0), (mail.Subject, mail.InReplyTo, mail.References.Count));
        Assert.Equal("auto-generated", mail.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("post-1@hub.cn", mail.MessageId);
        Assert.Contains("please find '对账单_D001.xlsx' attached", mail.TextBody);
    }

    [Fact]
    public void What_goes_with_the_answer_is_attached_to_the_same_mail_and_named_in_it()
    {
        var reply = Written(
            new MailThread("orders@dealer.cn", "a@dealer.cn", [], "账"), new ReplyFile("账.标注.csv", [3, 4, 5]));
        var files = reply.Attachments.Cast<MimePart>().ToList();
        Assert.Equal(["账.回执.xlsx", "账.标注.csv"], files.Select(f => f.FileName));
        Assert.Contains("「账.回执.xlsx」「账.标注.csv」", reply.TextBody, StringComparison.Ordinal);
        using var content = new MemoryStream();
        files[1].Content!.DecodeTo(content);
        Assert.Equal([3, 4, 5], content.ToArray());
    }

    private static MimeMessage Written(MailThread thread, params ReplyFile[] others)
    {
        var reply = ReplyMail.Write(
            new IntakeReply("reply-1", "D001", "账.xlsx", "账.回执.xlsx", [1, 2], ReplyLanguage.Chinese, thread)
            {
                Others = others,
            },
            "files@hub.cn",
            Now);
        using var stream = new MemoryStream();
        reply.WriteTo(stream);
        stream.Position = 0;
        return MimeMessage.Load(stream);
    }
}
