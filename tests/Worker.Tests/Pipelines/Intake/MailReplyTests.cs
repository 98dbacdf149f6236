using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Tests.Pipelines.Uploads;
using DealerIntegration.Worker.Tests.Servers;
using SmtpServer.Protocol;

namespace DealerIntegration.Worker.Tests.Pipelines.Intake;

/// <summary>A reply by mail goes out once, or is known by its message id where nobody can tell.</summary>
public sealed class MailReplyTests(PostgresFixture postgres, ImapServer server) : IClassFixture<ImapServer>
{
    private const string Outbox = "SELECT status, attempts FROM delivery.outbox";

    [Fact]
    public async Task A_server_that_is_gone_before_it_has_said_yes_gets_the_same_mail_again()
    {
        await using var stage = await WithReplyAsync();
        stage.Sink.Took = () =>
        {
            stage.Sink.Took = null;
            stage.Smtp.CutAfterReceiving(1);
        };
        await stage.Hub.SucceedAsync("send-replies", "mail");
        Assert.Equal(1, stage.Smtp.Cuts);
        Assert.Equal(2, stage.Sink.Taken.Count);
        Assert.Single(stage.Sink.Taken.Select(mail => mail.MessageId).Distinct());
        Assert.Equal(["done|2"], await stage.Hub.RowsAsync(Outbox));
    }

    [Fact]
    public async Task Killed_after_sending_it_is_found_among_the_sent_mails_and_not_sent_again()
    {
        await using var stage = await WithReplyAsync();
        await stage.Hub.SucceedAsync("send-replies", "mail");
        // What a worker leaves that is killed before it has stored the outcome.
        await stage.Hub.ExecuteAsync(
            """
            UPDATE delivery.outbox SET status = 'pending', partner_number = NULL, ended_at = NULL, attempts = 0;
            UPDATE delivery.attempt SET ended_at = NULL, outcome = NULL;
            """);
        await stage.Hub.SucceedAsync("send-replies", "mail");
        Assert.Equal(["done|2"], await stage.Hub.RowsAsync(Outbox));
        Assert.Single(stage.Sink.Taken);
    }

    [Fact]
    public async Task A_reply_that_is_cut_in_the_middle_is_sent_once_in_the_end()
    {
        await using var stage = await WithReplyAsync();
        stage.Smtp.CutAfterSending(6_000);
        await stage.Hub.SucceedAsync("send-replies", "mail");
        Assert.Equal(1, stage.Smtp.Cuts);
        Assert.Single(stage.Sink.Taken);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again()
    {
        await using var stage = await WithReplyAsync();
        stage.Sink.Refusal = new SmtpResponse(SmtpReplyCode.ServiceUnavailable, "come back later");
        var run = await stage.Hub.RunAsync("send-replies", "mail");
        Assert.Equal((RunStatus.Incomplete, "1 replies without a clear outcome; the next run asks again"),
            (run.Status, run.Note));
        stage.Sink.Refusal = null;
        await stage.Hub.SucceedAsync("send-replies", "mail");
        Assert.Single(stage.Sink.Taken);
    }

    [Fact]
    public async Task A_reply_that_the_server_refuses_is_not_sent_again_and_lies_in_the_outbox_folder()
    {
        await using var stage = await WithReplyAsync();
        stage.Sink.Refusal = new SmtpResponse(SmtpReplyCode.MailboxUnavailable, "no such mailbox");
        var run = await stage.Hub.RunAsync("send-replies", "mail");
        Assert.Equal((RunStatus.Incomplete, "1 replies refused; each lies in the dealer's outbox folder"),
            (run.Status, run.Note));
        Assert.Contains("no such mailbox", await stage.Hub.ScalarAsync<string>("SELECT reason FROM delivery.outbox"));
        stage.Sink.Refusal = null;
        await stage.Hub.SucceedAsync("send-replies", "mail");
        Assert.Empty(stage.Sink.Taken);
        Assert.True(File.Exists(Path.Combine(stage.Hub.Paths.Data, "outbox", "D001", "ledger.回执.xlsx")));
    }

    [Fact]
    public async Task Replies_are_no_documents_of_the_month()
    {
        await using var stage = await WithReplyAsync();
        Assert.Equal(1, await stage.Hub.CountAsync("delivery.outbox WHERE kind = 'upload-reply'"));
        var report = await stage.Hub.Get<PeriodDesk>().LookAsync(
            Period.Parse(MailStage.Period), CancellationToken.None);
        Assert.NotEmpty(report.Blockers);
        Assert.DoesNotContain(report.Blockers, blocker => blocker.ToString().Contains("intake:mail"));
    }

    /// <summary>A stage on which one mail was taken and read, and its reply is due.</summary>
    private async Task<MailStage> WithReplyAsync()
    {
        var stage = await MailStage.OpenAsync(postgres, server);
        await stage.ReceiveAsync(
            MailStage.Sender, change: null, ("ledger.xlsx", Workbooks.Ledger("D001", 100m, 100m)));
        await stage.Hub.SucceedAsync("intake", "mail");
        await stage.Hub.SucceedAsync("uploads", period: MailStage.Period);
        return stage;
    }
}
