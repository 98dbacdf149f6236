using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Cases;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Storage;
using DealerIntegration.Worker.Tests.Pipelines.Diversion;

namespace DealerIntegration.Worker.Tests.Cases;

/// <summary>What people do about a case, and who may.</summary>
public sealed class CaseDeskTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_notice_puts_a_letter_into_the_dealers_folder_and_stands_in_the_log()
    {
        await using var hub = await Market.OpenAsync(postgres);
        var number = await hub.DetectAsync(Market.Enough);
        var file = await hub.ActAsync(number, CaseAction.Notify);
        Assert.Equal(CaseState.Notified, file.View.Life.State);
        var (path, hash) = Split(Assert.Single(await hub.RowsAsync(
            "SELECT path, figures FROM delivery.file WHERE dealer_code = 'D001' AND kind = 'case-notice'")));
        var letter = await File.ReadAllTextAsync(path);
        var until = file.View.Today.AddDays(15);
        Assert.Equal($"窜货案件通知_{number}_1.txt", Path.GetFileName(path));
        Assert.Contains("D001 经销商 D001", letter);
        Assert.Contains("发现地：610100 陕西省 西安市", letter);
        Assert.Contains("不同的码：6 个，在 6 处；发给贵方的该商品：20 件，占 30 %", letter);
        Assert.Contains($"申诉：{until:yyyy-MM-dd} 前", letter);
        Assert.Equal(6, letter.Split("发货单 S").Length - 1);
        Assert.Contains("  + 在授权区域外扫到 6 个不同的码；至少需要 5 个。", letter);
        Assert.Contains("  · 置信度 ", letter);
        Assert.DoesNotContain("distinct codes", letter);
        Assert.Equal(hash, Assert.Single(file.View.Steps).PaperHash);
        Assert.Equal(
            [$"case.notify|ann|{number}|Notify it"],
            await hub.RowsAsync("SELECT action, actor, subject, detail FROM ops.audit WHERE action LIKE 'case.%'"));
        var paper = await hub.Get<CaseDesk>().PaperAsync(number, 1, CancellationToken.None);
        Assert.Equal(await File.ReadAllBytesAsync(path), paper!.Content);
    }

    [Fact]
    public async Task A_notice_goes_by_the_way_that_the_dealer_uses_as_well()
    {
        await using var hub = await Market.OpenAsync(postgres);
        var intake = Path.Combine(hub.Paths.Config, "intake.json");
        const string Off = "\"enabled\": false";
        var shipped = (await File.ReadAllTextAsync(intake)).Replace(
            "\"answers\": {}", "\"answers\": { \"D001\": \"sftp\" }", StringComparison.Ordinal);
        // SFTP stands first in the file.
        var first = shipped.IndexOf(Off, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            intake, string.Concat(shipped.AsSpan(0, first), "\"enabled\": true", shipped.AsSpan(first + Off.Length)));
        var number = await hub.DetectAsync(Market.Enough);
        await hub.ActAsync(number, CaseAction.Notify);
        Assert.Equal(
            [$"intake:sftp|D001|窜货案件通知_{number}_1.txt"],
            await hub.RowsAsync(
                """
                SELECT o.connector, r.dealer_code, r.file_name
                  FROM delivery.reply r JOIN delivery.outbox o ON o.key = r.key
                """));
    }

    [Fact]
    public async Task A_dealer_that_wants_English_gets_its_letter_in_English()
    {
        await using var hub = await Market.OpenAsync(postgres);
        await hub.ExecuteAsync("UPDATE canonical.dealer SET language = 'en' WHERE code = 'D001'");
        await hub.ActAsync(await hub.DetectAsync(Market.Enough), CaseAction.Notify);
        var letter = await File.ReadAllTextAsync(Assert.Single(await hub.RowsAsync("SELECT path FROM delivery.file")));
        Assert.Contains("Different codes: 6, in 6 places; items of the product shipped to you: 20, share 30 %", letter);
        Assert.Contains("  + 6 distinct codes were read outside the territory; at least 5 are needed.", letter);
        Assert.DoesNotContain("申诉", letter);
        Assert.DoesNotContain("置信度", letter);
    }

    [Theory]
    [InlineData("fin", "fin has the role finance; cases are for channel control.")]
    [InlineData("eve", "eve is no user of the hub")]
    public async Task Only_channel_control_acts_and_what_others_tried_is_on_record(string by, string answer)
    {
        await using var hub = await Market.OpenAsync(postgres);
        var number = await hub.DetectAsync(Market.Enough);
        var refused = await Assert.ThrowsAsync<UsageException>(() => hub.ActAsync(number, CaseAction.Notify, by));
        Assert.Contains(answer, refused.Message);
        Assert.Equal(0, await hub.CountAsync("canonical.case_step"));
        Assert.Equal(0, await hub.CountAsync("delivery.file"));
        Assert.Equal(1, await hub.CountAsync($"ops.audit WHERE action = 'case.notify' AND actor = '{by}'"));
    }

    [Fact]
    public async Task Nothing_happens_without_a_reason_or_to_a_case_that_is_none()
    {
        await using var hub = await Market.OpenAsync(postgres);
        var number = await hub.DetectAsync(Market.Enough);
        await Assert.ThrowsAsync<UsageException>(() => hub.Get<CaseDesk>().ActAsync(
            CaseAction.Notify, new CaseRequest(number, "ann", "  "), CancellationToken.None));
        await Assert.ThrowsAsync<UsageException>(() => hub.ActAsync("DC-0", CaseAction.Notify));
        Assert.Equal(0, await hub.CountAsync("canonical.case_step"));
    }

    [Fact]
    public async Task An_observation_is_no_case_and_accuses_nobody()
    {
        await using var hub = await Market.OpenAsync(postgres);
        await hub.SeedAsync(TraceDatasets.Scans, DiversionTests.Scan(1, Market.Abroad));
        await hub.SucceedAsync("match-diversion", period: Market.Month);
        var number = Assert.Single(await hub.RowsAsync("SELECT number FROM result.diversion_case"));
        Assert.Empty(await hub.Get<CaseDesk>().ListAsync(null, CancellationToken.None));
        await Assert.ThrowsAsync<UsageException>(() => hub.ActAsync(number, CaseAction.Notify));
    }

    [Fact]
    public async Task A_case_grows_under_its_number_and_keeps_its_life()
    {
        await using var hub = await Market.OpenAsync(postgres);
        var number = await hub.DetectAsync(Market.Enough);
        await hub.ConfirmAsync(number);
        Assert.Equal(number, await hub.DetectAsync(7, 8));
        var view = (await hub.LookAsync(number)).View;
        Assert.Equal((8, 2, CaseState.Confirmed), (view.Found.Codes, view.Found.Grown, view.Life.State));
        Assert.Single(await hub.Get<CaseDesk>().ListAsync("D001", CancellationToken.None));
        Assert.Empty(await hub.Get<CaseDesk>().ListAsync("D002", CancellationToken.None));
    }

    [Fact]
    public async Task A_case_whose_evidence_is_gone_is_shown_as_such_until_a_person_closes_it()
    {
        await using var hub = await Market.OpenAsync(postgres);
        var number = await hub.DetectAsync(Market.Enough);
        await hub.ActAsync(number, CaseAction.Notify);
        await hub.SeedAsync(
            TraceDatasets.Scans, [.. Market.Enough.Skip(1).Select(n => DiversionTests.Scan(n, Market.Home))]);
        await hub.SucceedAsync("match-diversion", period: Market.Month);
        var view = (await hub.LookAsync(number)).View;
        Assert.True(view.Found.IsWithdrawn);
        Assert.Equal(CaseState.Notified, view.Life.State);
        var why = (await hub.LookAsync(number)).Withdrawal!;
        Assert.Equal(
            [("Diverted", "outside-territory", 1), (null, null, 5)],
            why.Scans.OrderBy(s => s.Scans).Select(s => (s.Verdict, s.DecidedBy, s.Scans)));
        Assert.Contains(
            "1 distinct codes were read outside the territory; at least 5 are needed.",
            why.Observation!.Against.Select(text => text.English));
        await hub.ActAsync(number, CaseAction.Close);
        Assert.Equal(CaseState.Closed, (await hub.LookAsync(number)).View.Life.State);
    }

    [Fact]
    public async Task A_case_of_which_every_scan_is_left_out_says_why_it_is_none_any_more()
    {
        await using var hub = await Market.OpenAsync(postgres);
        var number = await hub.DetectAsync(Market.Enough);

        // The shops turn out to stand in Hangzhou: nearly everything else they read is there.
        await hub.SeedAsync(
            TraceDatasets.Scans,
            [
                .. Market.Enough.SelectMany(shop => Enumerable.Range(0, 20).Select(n => DiversionTests.Scan(
                    1000 + (shop * 20) + n, Market.Home, code: $"OTHER{shop}-{n}", place: $"shop {shop}"))),
            ]);
        await hub.ExecuteAsync("UPDATE canonical.scan SET actor = 'outlet'");
        await hub.SucceedAsync("match-diversion", period: Market.Month);
        Assert.Equal(
            ["observation|0|{}"],
            await hub.RowsAsync(
                """
                SELECT standing, codes, event_ids::text FROM result.diversion_case
                 WHERE run_id = (SELECT max(run_id) FROM result.diversion_case)
                """));
        var file = await hub.LookAsync(number);
        Assert.True(file.View.Found.IsWithdrawn);
        Assert.Equal(
            [
                new("None of the 6 scans outside the territory counts.", "授权区域外的 6 次扫码均不计入。"),
                new Told(
                    "6 scans do not count: their place nearly always names another city.",
                    "6 次扫码不计入：其地点几乎总是报另一个城市。"),
            ],
            file.Withdrawal!.Observation!.Against);
        Assert.Equal(["Diverted"], file.Withdrawal.Scans.Select(s => s.Verdict));
        Assert.Equal(6, file.View.Found.EventIds.Length);
        var told = string.Join('\n', new CaseText("Asia/Shanghai").Explain(file));
        Assert.Contains("Its scans are now: 6 Diverted by outside-territory.", told);
        Assert.Contains("- None of the 6 scans outside the territory counts.", told);
    }

    [Fact]
    public async Task Of_two_who_rule_at_once_one_wins_and_volume_moves_once()
    {
        await using var hub = await Market.OpenAsync(postgres, appealDays: 0);
        var number = await hub.DetectAsync(Market.Enough);
        await hub.ActAsync(number, CaseAction.Notify);
        await hub.ExecuteAsync(
            """
            INSERT INTO ops.dashboard_user (name, role, password_hash)
            SELECT 'judge' || n, 'channel', 'none' FROM generate_series(1, 6) n
            """);
        var tries = await Task.WhenAll(Enumerable.Range(1, 6).Select(n => Task.Run(async () =>
        {
            try
            {
                await hub.ActAsync(number, n % 2 == 0 ? CaseAction.Confirm : CaseAction.Dismiss, $"judge{n}");
                return "ruled";
            }
            catch (UsageException e)
            {
                return e.Message.Contains("it cannot be", StringComparison.Ordinal) ? "late" : e.Message;
            }
        })));
        Assert.Equal(5, tries.Count(t => t == "late"));
        Assert.Equal(1, tries.Count(t => t == "ruled"));
        Assert.Equal(1, await hub.CountAsync("canonical.diversion_ruling"));
        var confirmed = await hub.CountAsync("canonical.diversion_ruling WHERE verdict = 'confirmed'");
        Assert.Equal(2 * confirmed, await hub.CountAsync("canonical.volume_move"));
    }

    [Fact]
    public async Task Who_looked_at_an_older_state_of_the_case_is_told_so()
    {
        await using var hub = await Market.OpenAsync(postgres);
        var number = await hub.DetectAsync(Market.Enough);
        await hub.ActAsync(number, CaseAction.Notify);
        var refused = await Assert.ThrowsAsync<UsageException>(() => hub.Get<CaseDesk>().ActAsync(
            CaseAction.Appeal, new CaseRequest(number, "bob", "late", Seen: 0), CancellationToken.None));
        Assert.Contains("Meanwhile ann has acted on the case (notify: Notify it)", refused.Message);
    }

    private static (string Path, string Hash) Split(string row)
    {
        var parts = row.Split('|');
        return (parts[0], parts[1]);
    }
}
