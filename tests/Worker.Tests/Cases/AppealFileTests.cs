using System.Text;
using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Uploads;

namespace DealerIntegration.Worker.Tests.Cases;

/// <summary>An appeal that comes as a file in the dealer's folder.</summary>
public sealed class AppealFileTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("申诉 DC-202610-610100-0A1B2C3D4E5F.pdf", "DC-202610-610100-0A1B2C3D4E5F")]
    [InlineData("re dc-2026q4-610100-0a1b2c3d4e5f (1).docx", "DC-2026Q4-610100-0A1B2C3D4E5F")]
    [InlineData("DC-202610.xlsx", null)]
    [InlineData("ledger.xlsx", null)]
    public void A_file_is_an_appeal_by_the_number_in_its_name(string name, string? number) =>
        Assert.Equal(number, AppealFiles.NumberIn(name));

    [Fact]
    public async Task It_is_kept_as_sent_starts_the_time_for_the_ruling_and_gets_a_receipt()
    {
        await using var hub = await Market.OpenAsync(postgres);
        var number = await hub.DetectAsync(Market.Enough);
        await hub.ActAsync(number, CaseAction.Notify);
        byte[] content = [0x25, 0x50, 0x44, 0x46, 0, 1, 2];
        await DropAsync(hub, $"申诉_{number}.pdf", content);
        var view = (await hub.LookAsync(number)).View;
        Assert.Equal((CaseState.Appealed, "dealer:D001"), (view.Life.State, view.Life.Appeal!.By));
        Assert.Contains("申诉已于", await AnswerAsync(hub, $"申诉_{number}.pdf.appeal.txt"));
        Assert.Equal(
            [$"case-appeal|Accepted|"],
            await hub.RowsAsync("SELECT dataset, verdict, reason FROM raw.upload"));
        Assert.Equal(
            Convert.ToHexString(content),
            await hub.ScalarAsync<string>("SELECT upper(encode(paper, 'hex')) FROM canonical.case_step WHERE no = 2"));
        Assert.Equal(1, await hub.CountAsync("ops.audit WHERE action = 'case.appeal' AND actor = 'dealer D001'"));
    }

    [Fact]
    public async Task The_same_paper_may_be_used_again_against_the_ruling()
    {
        await using var hub = await Market.OpenAsync(postgres);
        var number = await hub.DetectAsync(Market.Enough);
        await hub.ActAsync(number, CaseAction.Notify);
        await DropAsync(hub, $"{number}.txt", "returned"u8.ToArray());
        await hub.ActAsync(number, CaseAction.Confirm, "bob");
        await DropAsync(hub, $"{number} again.txt", "returned"u8.ToArray());
        Assert.Equal(CaseState.Contested, (await hub.LookAsync(number)).View.Life.State);
        Assert.Equal(["Accepted"], await hub.RowsAsync("SELECT verdict FROM raw.upload"));
    }

    [Fact]
    public async Task What_cannot_be_taken_is_answered_with_the_reason_and_reported()
    {
        await using var hub = await Market.OpenAsync(postgres);
        var number = await hub.DetectAsync(Market.Enough);

        // Nobody has told the dealer yet: for it there is no such case.
        var early = await DropAsync(hub, $"{number} early.txt", "early"u8.ToArray(), mustSucceed: false);
        Assert.Equal((RunStatus.Incomplete, $"refused: D001/{number} early.txt"), (early.Status, early.Note));
        Assert.Contains("没有以此编号通知贵方的案件", await AnswerAsync(hub, $"{number} early.txt.appeal.txt"));
        await hub.ActAsync(number, CaseAction.Notify);
        await DropAsync(hub, $"{number} other.txt", "mine"u8.ToArray(), mustSucceed: false, dealer: "D002");
        var letter = await File.ReadAllBytesAsync(Assert.Single(await hub.RowsAsync(
            "SELECT path FROM delivery.file WHERE kind = 'case-notice'")));
        await DropAsync(hub, $"{number} back.txt", letter, mustSucceed: false);
        Assert.Contains("通知原件", await AnswerAsync(hub, $"{number} back.txt.appeal.txt"));
        Assert.Equal(CaseState.Notified, (await hub.LookAsync(number)).View.Life.State);
        Assert.Equal(3, await hub.CountAsync("raw.upload WHERE verdict = 'Refused' AND reason LIKE 'Not taken: %'"));
    }

    private static async Task<Run> DropAsync(
        TestHub hub, string name, byte[] content, bool mustSucceed = true, string dealer = "D001")
    {
        var folder = Path.Combine(hub.Paths.Resolve("drop"), dealer);
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, name), content);
        var run = mustSucceed
            ? await hub.SucceedAsync("uploads", period: "2026-11")
            : await hub.RunAsync("uploads", period: "2026-11");
        Assert.Empty(Directory.GetFiles(folder));
        return run;
    }

    private static Task<string> AnswerAsync(TestHub hub, string name) =>
        File.ReadAllTextAsync(Path.Combine(hub.Paths.Resolve("outbox"), "D001", name), Encoding.UTF8);
}
