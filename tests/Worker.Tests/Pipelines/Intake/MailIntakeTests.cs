using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Tests.Pipelines.Uploads;
using DealerIntegration.Worker.Tests.Servers;
using MimeKit;

namespace DealerIntegration.Worker.Tests.Pipelines.Intake;

/// <summary>Files come as attachments to a real mailbox, and only from senders that are listed.</summary>
public sealed class MailIntakeTests(PostgresFixture postgres, ImapServer server) : IClassFixture<ImapServer>
{
    private const string Files =
        """
        SELECT a.way, u.dealer_code, a.file_name, u.verdict FROM raw.arrival a JOIN raw.upload u ON u.id = a.upload_id
         ORDER BY a.id
        """;

    [Fact]
    public async Task An_attachment_is_read_and_answered_in_the_senders_own_conversation()
    {
        await using var stage = await MailStage.OpenAsync(postgres, server);
        var mail = await stage.ReceiveAsync(
            MailStage.Sender, change: null, ("往来账.xlsx", Workbooks.Ledger("D001", 100m, 100m)));
        await stage.Hub.SucceedAsync("exchange", period: MailStage.Period);
        Assert.Equal(["mail|D001|往来账.xlsx|Accepted"], await stage.Hub.RowsAsync(Files));
        Assert.True(Assert.Single(await stage.StoredAsync()));
        var reply = Assert.Single(stage.Sink.Taken);
        Assert.Equal(mail.MessageId, reply.InReplyTo);
        Assert.Equal(mail.MessageId, Assert.Single(reply.References));
        Assert.Equal((MailStage.Sender, stage.Address, "Re: 十月往来账"),
            (reply.To.Mailboxes.Single().Address, reply.From.Mailboxes.Single().Address, reply.Subject));
        Assert.Equal("auto-replied", reply.Headers[HeaderId.AutoSubmitted]);
        Assert.Contains("往来账.xlsx", reply.TextBody);
        var attached = Assert.IsType<MimePart>(Assert.Single(reply.Attachments));
        Assert.Equal("往来账.回执.xlsx", attached.FileName);
        using var content = new MemoryStream();
        await attached.Content!.DecodeToAsync(content);
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(stage.Hub.Paths.Data, "outbox", "D001", "往来账.回执.xlsx")),
            content.ToArray());
        Assert.Equal(reply.MessageId, Assert.Single(await stage.SentAsync()).Envelope!.MessageId);

        await stage.Hub.SucceedAsync("exchange", period: MailStage.Period);
        Assert.Single(stage.Sink.Taken);
        Assert.Equal(1, await stage.Hub.CountAsync("raw.arrival"));
    }

    [Fact]
    public async Task Of_two_attachments_the_bad_one_is_refused_and_the_good_one_is_taken()
    {
        await using var stage = await MailStage.OpenAsync(postgres, server);
        var mail = await stage.ReceiveAsync(
            MailStage.Sender, change: null, ("broken.xlsx", "this is no workbook"u8.ToArray()),
            ("ledger.xlsx", Workbooks.Ledger("D001", 100m, 100m)));
        await stage.Hub.RunAsync("exchange", period: MailStage.Period);
        Assert.Equal(
            ["mail|D001|broken.xlsx|Refused", "mail|D001|ledger.xlsx|Accepted"], await stage.Hub.RowsAsync(Files));
        Assert.Equal(2, stage.Sink.Taken.Count);
        Assert.All(stage.Sink.Taken, reply => Assert.Equal(mail.MessageId, reply.InReplyTo));
        Assert.Equal(2, stage.Sink.Taken.Select(reply => reply.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Strangers_machines_and_the_hub_itself_are_left_counted_and_never_answered()
    {
        await using var stage = await MailStage.OpenAsync(postgres, server);
        var file = ("ledger.xlsx", Workbooks.Ledger("D001", 100m, 100m));
        await stage.ReceiveAsync("stranger@elsewhere.test", change: null, file);
        await stage.ReceiveAsync(MailStage.Sender, m => m.Headers.Add(HeaderId.AutoSubmitted, "auto-replied"), file);
        await stage.ReceiveAsync(MailStage.Sender, m => m.Headers.Add(HeaderId.ReturnPath, "<>"), file);
        await stage.ReceiveAsync(MailStage.Sender, m => m.Headers.Add(HeaderId.Precedence, "bulk"), file);
        await stage.ReceiveAsync(stage.Address, change: null, file);
        await stage.ReceiveAsync(MailStage.Sender, m => m.From.Add(MailboxAddress.Parse("b@elsewhere.test")), file);
        await stage.ReceiveAsync("nobody@dealer.test", change: null, file);
        // Where the answer shall go is not for the mail to say, and neither is who else it is from.
        await stage.ReceiveAsync(
            "stranger@elsewhere.test", m => m.ReplyTo.Add(MailboxAddress.Parse(MailStage.Sender)), file);
        var run = await stage.Hub.SucceedAsync("exchange", period: MailStage.Period);
        var note = (await stage.Hub.FindAsync(run.Id + 1)).Note;
        Assert.Contains("2 left because its sender is not listed for any dealer (stranger@elsewhere.test", note);
        Assert.Contains("3 left because a program has sent it as an answer (D001/", note);
        Assert.Contains("1 left because it is from the hub itself", note);
        Assert.Contains("1 left because it does not name one sender", note);
        Assert.Contains("1 left because no dealer has the code 'D999'", note);
        Assert.Equal(0, await stage.Hub.CountAsync("raw.upload"));
        Assert.Empty(stage.Sink.Taken);
        Assert.All(await stage.StoredAsync(), Assert.False);
    }

    [Fact]
    public async Task Where_the_server_proves_senders_a_forged_one_is_left()
    {
        await using var stage = await MailStage.OpenAsync(postgres, server, authenticatedBy: "mx.hub.test");
        var file = ("ledger.xlsx", Workbooks.Ledger("D001", 100m, 100m));
        await stage.ReceiveAsync(MailStage.Sender, mail => Found(mail, "dmarc=fail header.from=dealer.test"), file);
        await stage.ReceiveAsync(MailStage.Sender, change: null, file);
        var run = await stage.Hub.SucceedAsync("intake", "mail");
        Assert.Equal(
            "mail: 2 left because the mail server has not proved its sender (D001/orders@dealer.test, …)", run.Note);
        await stage.ReceiveAsync(MailStage.Sender, mail => Found(mail, "dmarc=pass header.from=dealer.test"), file);
        await stage.Hub.SucceedAsync("intake", "mail");
        Assert.Equal(1, await stage.Hub.CountAsync("raw.arrival"));

        static void Found(MimeMessage mail, string what) =>
            mail.Headers.Insert(0, HeaderId.AuthenticationResults, $"mx.hub.test; {what}");
    }

    [Fact]
    public async Task A_mail_without_an_attachment_is_noted_once_and_not_answered()
    {
        await using var stage = await MailStage.OpenAsync(postgres, server);
        await stage.ReceiveAsync(MailStage.Sender);
        var run = await stage.Hub.SucceedAsync("intake", "mail");
        Assert.Equal("mail: 1 left because it has no attachment (D001/orders@dealer.test)", run.Note);
        Assert.True(Assert.Single(await stage.StoredAsync()));
        Assert.Null((await stage.Hub.SucceedAsync("exchange", period: MailStage.Period)).Note);
        Assert.Empty(stage.Sink.Taken);
    }

    [Fact]
    public async Task A_file_inside_a_forwarded_mail_counts_and_a_picture_of_the_signature_does_not()
    {
        await using var stage = await MailStage.OpenAsync(postgres, server);
        await stage.ReceiveAsync(MailStage.Sender, mail =>
        {
            var inner = new MimeMessage { Subject = "原邮件", Body = mail.Body };
            inner.From.Add(MailboxAddress.Parse("clerk@dealer.test"));
            mail.Body = new Multipart("mixed")
            {
                new TextPart("plain") { Text = "见转发" },
                new MimePart("image", "png")
                {
                    Content = new MimeContent(new MemoryStream([1, 2, 3])),
                    ContentDisposition = new ContentDisposition(ContentDisposition.Inline),
                    FileName = "logo.png",
                },
                new MessagePart("rfc822", inner),
            };
        }, (@"..\..\账.xlsx", Workbooks.Ledger("D001", 100m, 100m)));
        await stage.Hub.SucceedAsync("exchange", period: MailStage.Period);
        Assert.Equal(["mail|D001|账.xlsx|Accepted"], await stage.Hub.RowsAsync(Files));
    }

    [Fact]
    public async Task The_same_content_by_folder_and_mail_is_read_once_and_both_are_answered()
    {
        await using var stage = await MailStage.OpenAsync(postgres, server);
        var content = Workbooks.Ledger("D001", 100m, 100m);
        var dropped = Directory.CreateDirectory(Path.Combine(stage.Hub.Paths.Data, "drop", "D001"));
        await File.WriteAllBytesAsync(Path.Combine(dropped.FullName, "a.xlsx"), content);
        await stage.Hub.SucceedAsync("uploads", period: MailStage.Period);
        await stage.ReceiveAsync(MailStage.Sender, change: null, ("b.xlsx", content));
        await stage.Hub.SucceedAsync("exchange", period: MailStage.Period);
        Assert.Equal(
            ["folder|D001|a.xlsx|Accepted", "mail|D001|b.xlsx|Accepted"], await stage.Hub.RowsAsync(Files));
        Assert.Equal(1, await stage.Hub.CountAsync("raw.upload"));
        var receipt = Assert.IsType<TextPart>(Assert.Single(Assert.Single(stage.Sink.Taken).Attachments));
        Assert.Equal("b.xlsx.received-before.txt", receipt.FileName);
        Assert.Contains("a.xlsx", receipt.Text);
    }

    [Fact]
    public async Task A_wrong_password_stops_the_run_and_is_not_tried_again()
    {
        await using var stage = await MailStage.OpenAsync(postgres, server, password: "not-it-at-all");
        var run = await stage.Hub.RunAsync("intake", "mail");
        Assert.Equal((RunStatus.Failed, "configuration"), (run.Status, run.ErrorKind));
        Assert.Contains($"refuses the sign-in of '{stage.Address}'", run.Error);
        Assert.DoesNotContain("not-it-at-all", run.Error);
        Assert.Equal(1, await stage.Hub.ScalarAsync<int>("SELECT attempts FROM ops.run_chunk"));
    }

    [Fact]
    public async Task A_server_whose_certificate_does_not_hold_is_not_signed_in_to()
    {
        await using var stage = await MailStage.OpenAsync(postgres, server, trusted: false);
        var run = await stage.Hub.RunAsync("intake", "mail");
        Assert.Equal((RunStatus.Failed, "configuration"), (run.Status, run.ErrorKind));
        Assert.Contains("certificate", run.Error);
    }

    [Fact]
    public async Task A_mail_that_is_cut_while_it_is_fetched_is_fetched_again_and_taken_once()
    {
        await using var stage = await MailStage.OpenAsync(postgres, server);
        var content = new byte[2_000_000];
        new Random(7).NextBytes(content);
        await stage.ReceiveAsync(MailStage.Sender, change: null, ("noise.xlsx", content));
        stage.Imap.CutAfterReceiving(1_000_000);
        await stage.Hub.SucceedAsync("intake", "mail");
        Assert.Equal(1, stage.Imap.Cuts);
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)),
            await stage.Hub.ScalarAsync<string>("SELECT encode(sha256(body), 'hex') FROM raw.upload"));
        Assert.True(Assert.Single(await stage.StoredAsync()));
    }

    [Fact]
    public async Task Killed_between_storing_and_flagging_it_is_found_again_known_and_only_flagged()
    {
        await using var stage = await MailStage.OpenAsync(postgres, server);
        await stage.ReceiveAsync(MailStage.Sender, change: null, ("ledger.xlsx", Workbooks.Ledger("D001", 100m, 100m)));
        await Interruption.BetweenStoringAndClearingAsync(stage.Hub, stage.Imap, "mail", async () =>
        {
            Assert.Equal(["mail|D001|ledger.xlsx|taken"], await stage.Hub.RowsAsync(Files));
            Assert.False(Assert.Single(await stage.StoredAsync()));
        });
        Assert.True(Assert.Single(await stage.StoredAsync()));
        await stage.Hub.SucceedAsync("exchange", period: MailStage.Period);
        Assert.Equal(["mail|D001|ledger.xlsx|Accepted"], await stage.Hub.RowsAsync(Files));
        Assert.Single(stage.Sink.Taken);
    }
}
