using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Tests.Pipelines.Uploads;
using DealerIntegration.Worker.Tests.Servers;
using MimeKit;

namespace DealerIntegration.Worker.Tests.Pipelines.Intake;

/// <summary>What a dealer gets unasked goes the way its files come, or the chosen one, and goes once.</summary>
public sealed class DealerPostTests(PostgresFixture postgres, ImapServer mail, SshServer ssh)
    : IClassFixture<ImapServer>, IClassFixture<SshServer>
{
    private const string Period = "2026-10";

    [Fact]
    public async Task A_statement_goes_as_a_mail_of_its_own_to_a_dealer_whose_ledger_came_by_mail()
    {
        await using var stage = await MailStage.OpenAsync(postgres, mail);
        await ReceiveAsync(stage);
        await StateAsync(stage.Hub);
        await stage.Hub.SucceedAsync("send-replies", "mail");
        Assert.Equal(2, stage.Sink.Taken.Count);
        var statement = stage.Sink.Taken[1];
        Assert.Equal(MailStage.Sender, statement.To.Mailboxes.Single().Address);
        Assert.StartsWith("对账单_D001_2026-10_", statement.Subject);
        Assert.Null(statement.InReplyTo);
        var attached = Assert.IsType<MimePart>(Assert.Single(statement.Attachments));
        using var content = new MemoryStream();
        await attached.Content!.DecodeToAsync(content);
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(stage.Hub.Paths.Data, "outbox", "D001", attached.FileName!)),
            content.ToArray());

        // Nothing has changed: there is no second statement, and the first is not sent again.
        await stage.Hub.SucceedAsync("statements", period: Period);
        await stage.Hub.SucceedAsync("send-replies", "mail");
        Assert.Equal(2, stage.Sink.Taken.Count);
        Assert.Equal(["done|1", "done|1"], await stage.Hub.RowsAsync("SELECT status, attempts FROM delivery.outbox"));
    }

    [Fact]
    public async Task A_dealer_that_is_to_find_it_in_its_folder_gets_no_mail()
    {
        await using var stage = await MailStage.OpenAsync(postgres, mail, answers: """{ "D001": "folder" }""");
        await ReceiveAsync(stage);
        await StateAsync(stage.Hub);
        await stage.Hub.SucceedAsync("send-replies", "mail");
        Assert.Single(stage.Sink.Taken);
        Assert.Single(Directory.GetFiles(Path.Combine(stage.Hub.Paths.Data, "outbox", "D001"), "对账单_*"));
    }

    [Fact]
    public async Task A_dealer_that_is_to_get_mail_gets_it_though_its_files_come_by_folder()
    {
        await using var stage = await MailStage.OpenAsync(postgres, mail, answers: """{ "D001": "mail" }""");
        var folder = Directory.CreateDirectory(Path.Combine(stage.Hub.Paths.Data, "drop", "D001"));
        await File.WriteAllBytesAsync(
            Path.Combine(folder.FullName, "ledger.xlsx"), Workbooks.Ledger("D001", 100m, 100m));
        await stage.Hub.SucceedAsync("uploads", period: Period);
        await StateAsync(stage.Hub);
        await stage.Hub.SucceedAsync("send-replies", "mail");
        Assert.StartsWith("对账单_", Assert.Single(stage.Sink.Taken).Subject);
    }

    [Fact]
    public async Task A_statement_lies_in_the_out_folder_of_a_dealer_whose_ledger_came_by_sftp()
    {
        await using var stage = await SftpStage.OpenAsync(postgres, ssh);
        stage.Put("ledger.xlsx", Workbooks.Ledger("D001", 100m, 100m));
        await stage.Hub.SucceedAsync("exchange", period: Period);
        await StateAsync(stage.Hub);
        await stage.Hub.SucceedAsync("send-replies", "sftp");
        var statement = Assert.Single(
            stage.Names("out"), name => name.StartsWith("对账单_D001_", StringComparison.Ordinal));
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(stage.Hub.Paths.Data, "outbox", "D001", statement)),
            stage.Reply(statement));
    }

    private static async Task ReceiveAsync(MailStage stage)
    {
        await stage.ReceiveAsync(
            MailStage.Sender, change: null, ("ledger.xlsx", Workbooks.Ledger("D001", 100m, 100m)));
        await stage.Hub.SucceedAsync("exchange", period: Period);
    }

    private static async Task StateAsync(TestHub hub)
    {
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("INV-1", "D001", new DateOnly(2026, 10, 3), 90m));
        await hub.RunAsync("reconcile", period: Period);
        await hub.SucceedAsync("statements", period: Period);
    }
}
