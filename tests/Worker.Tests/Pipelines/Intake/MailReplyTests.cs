using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Tests.Commands;
using DealerIntegration.Worker.Tests.Pipelines.Uploads;
using DealerIntegration.Worker.Tests.Servers;
using MimeKit;
using SmtpServer.Protocol;

namespace DealerIntegration.Worker.Tests.Pipelines.Intake;

/// <summary>A reply by mail goes out once, or is known by its message id where nobody can tell.</summary>
public sealed class MailReplyTests(PostgresFixture postgres, ImapServer server) : IClassFixture<ImapServer>
{
    private const string Outbox = "SELECT status, attempts FROM delivery.outbox";

    [Theory]
    [InlineData("--arrived", 1)]
    [InlineData("--again", 2)]
    public async Task A_server_that_is_gone_before_it_has_said_yes_leaves_the_question_to_a_person(
        string answer, int mails)
    {
        await using var stage = await WithReplyAsync();
        Lose(stage);
        var run = await stage.Hub.RunAsync("send-replies", "mail");
        Assert.Equal(1, stage.Smtp.Cuts);
        Assert.Equal(RunStatus.Incomplete, run.Status);
        await stage.Hub.RunAsync("send-replies", "mail");
        Assert.Single(stage.Sink.Taken);
        Assert.Equal(["unknown"], await stage.Hub.RowsAsync("SELECT status FROM delivery.outbox"));

        var key = await stage.Hub.ScalarAsync<string>("SELECT key FROM delivery.outbox");
        var (_, listed) = await TypeAsync(stage, "replies");
        Assert.Contains($"{key}", listed);
        Assert.Contains($"./hub uploads reply {key} --arrived, or --again", listed);
        var (code, said) = await TypeAsync(stage, "reply", key!, answer, "--reason", "asked the dealer");
        Assert.True(code == 0, said);
        await stage.Hub.SucceedAsync("send-replies", "mail");
        Assert.Equal(mails, stage.Sink.Taken.Count);
        Assert.Single(stage.Sink.Taken.Select(mail => mail.MessageId).Distinct());
        Assert.Equal(["done"], await stage.Hub.RowsAsync("SELECT status FROM delivery.outbox"));
        Assert.Equal(1, await stage.Hub.CountAsync(
            $"ops.audit WHERE subject = '{key}' AND detail = 'asked the dealer'"));
        Assert.Equal(HubCommand.Wrong, (await TypeAsync(stage, "reply", key!, answer, "--reason", "again")).Code);
    }

    [Fact]
    public async Task A_copy_that_the_server_has_filed_itself_answers_the_question()
    {
        await using var stage = await WithReplyAsync();
        Lose(stage, mail => server.FileAsync(stage.Address, "Sent", mail).GetAwaiter().GetResult());
        await stage.Hub.SucceedAsync("send-replies", "mail");
        Assert.Equal(1, stage.Smtp.Cuts);
        Assert.Single(stage.Sink.Taken);
        Assert.Equal(["done|2"], await stage.Hub.RowsAsync(Outbox));
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_has_certainly_got_nothing()
    {
        await using var stage = await WithReplyAsync();
        stage.Smtp.GoDown();
        Assert.Equal(RunStatus.Incomplete, (await stage.Hub.RunAsync("send-replies", "mail")).Status);
        stage.Smtp.ComeUp();
        await stage.Hub.SucceedAsync("send-replies", "mail");
        Assert.Single(stage.Sink.Taken);
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
        await stage.Hub.RunAsync("send-replies", "mail");
        Assert.Equal(1, stage.Smtp.Cuts);
        Assert.Empty(stage.Sink.Taken);
        var key = await stage.Hub.ScalarAsync<string>("SELECT key FROM delivery.outbox");
        await TypeAsync(stage, "reply", key!, "--again", "--reason", "not in the server's log");
        await stage.Hub.SucceedAsync("send-replies", "mail");
        Assert.Single(stage.Sink.Taken);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again()
    {
        await using var stage = await WithReplyAsync();
        stage.Sink.Refusal = new SmtpResponse(SmtpReplyCode.ServiceUnavailable, "come back later");
        var run = await stage.Hub.RunAsync("send-replies", "mail");
        Assert.Equal((RunStatus.Incomplete, "1 replies without a clear outcome; ./hub uploads replies lists them"),
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

    /// <summary>The next mail is taken, and the line breaks before its sender is told.</summary>
    private static void Lose(MailStage stage, Action<MimeMessage>? before = null) => stage.Sink.Took = () =>
    {
        stage.Sink.Took = null;
        before?.Invoke(stage.Sink.Taken[^1]);
        stage.Smtp.CutAfterReceiving(1);
    };

    private static Task<(int Code, string Said)> TypeAsync(MailStage stage, params string[] words) =>
        stage.Hub.TypeAsync(UploadsCommand.Create(), ["uploads", .. words]);

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
