using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Tests.Pipelines.Uploads;
using DealerIntegration.Worker.Tests.Servers;

namespace DealerIntegration.Worker.Tests.Pipelines.Intake;

/// <summary>Files come from a real SSH server, are taken once, and are answered where they came from.</summary>
public sealed class SftpIntakeTests(PostgresFixture postgres, SshServer server) : IClassFixture<SshServer>
{
    private const string Uploads = "SELECT dealer_code, file_name, verdict FROM raw.upload ORDER BY id";

    private const string Arrivals =
        "SELECT way, file_name, cleared_at IS NOT NULL, answered_at IS NOT NULL FROM raw.arrival ORDER BY id";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_is_read_moved_to_done_and_answered_in_the_dealers_out_folder(bool byPassword)
    {
        await using var stage = await SftpStage.OpenAsync(postgres, server, byPassword);
        stage.Put("往来账.xlsx", Workbooks.Ledger("D001", 100m, 100m));
        await stage.Hub.SucceedAsync("exchange", period: SftpStage.Period);
        Assert.Equal(["D001|往来账.xlsx|Accepted"], await stage.Hub.RowsAsync(Uploads));
        Assert.Equal(["sftp|往来账.xlsx|True|True"], await stage.Hub.RowsAsync(Arrivals));
        Assert.Equal(["100"], await stage.Hub.RowsAsync("SELECT closing_balance FROM canonical.ledger"));
        Assert.Empty(stage.Names("in"));
        Assert.Equal(["往来账.xlsx"], stage.Names("done"));
        Assert.Equal(["往来账.回执.xlsx"], stage.Names("out"));
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(stage.Hub.Paths.Data, "outbox", "D001", "往来账.回执.xlsx")),
            stage.Reply("往来账.回执.xlsx"));

        var sent = new FileInfo(Path.Combine(stage.Folder, "D001", "out", "往来账.回执.xlsx")).LastWriteTimeUtc;
        await stage.Hub.SucceedAsync("exchange", period: SftpStage.Period);
        Assert.Equal(1, await stage.Hub.CountAsync("raw.arrival"));
        Assert.Equal(["done|1"], await stage.Hub.RowsAsync("SELECT status, attempts FROM delivery.outbox"));
        Assert.Equal(sent, new FileInfo(Path.Combine(stage.Folder, "D001", "out", "往来账.回执.xlsx")).LastWriteTimeUtc);
    }

    [Fact]
    public async Task A_half_written_file_waits_until_it_lies_still()
    {
        await using var stage = await SftpStage.OpenAsync(postgres, server);
        var content = Workbooks.Ledger("D001", 100m, 100m);
        var half = content.Length / 2;
        var path = stage.Put("ledger.xlsx", content[..half]);
        var look = stage.Hub.RunAsync("intake", "sftp");
        while (!look.IsCompleted)
        {
            // A slow line: another byte each tenth of a second.
            await File.WriteAllBytesAsync(path, content[..++half]);
            await Task.Delay(100);
        }

        Assert.Equal(
            (RunStatus.Succeeded, "sftp: 1 left because it may still be being written (D001/ledger.xlsx)"),
            ((await look).Status, (await look).Note));
        Assert.Equal(0, await stage.Hub.CountAsync("raw.upload"));

        await File.WriteAllBytesAsync(path, content);
        await stage.Hub.SucceedAsync("exchange", period: SftpStage.Period);
        Assert.Equal(["D001|ledger.xlsx|Accepted"], await stage.Hub.RowsAsync(Uploads));
    }

    [Fact]
    public async Task A_server_with_another_key_is_told_nothing()
    {
        var strange = "SHA256:" + new string('A', 43);
        await using var stage = await SftpStage.OpenAsync(postgres, server, byPassword: true, hostKey: strange);
        var before = server.Said.Length;
        var run = await stage.Hub.RunAsync("intake", "sftp");
        Assert.Equal((RunStatus.Failed, "configuration"), (run.Status, run.ErrorKind));
        Assert.Contains(server.Fingerprint, run.Error);
        Assert.DoesNotContain("password", server.Said[before..]);
    }

    [Fact]
    public async Task A_wrong_password_stops_the_run_and_is_not_tried_again()
    {
        await using var stage = await SftpStage.OpenAsync(
            postgres, server, byPassword: true, password: "not-it-at-all");
        var run = await stage.Hub.RunAsync("intake", "sftp");
        Assert.Equal((RunStatus.Failed, "configuration"), (run.Status, run.ErrorKind));
        Assert.Contains($"refuses the sign-in of '{server.User}'", run.Error);
        Assert.DoesNotContain("not-it-at-all", run.Error);
        Assert.Equal(1, await stage.Hub.ScalarAsync<int>("SELECT attempts FROM ops.run_chunk"));
    }

    [Fact]
    public async Task A_server_that_is_away_is_tried_again_and_then_fails_the_run_as_transient()
    {
        await using var stage = await SftpStage.OpenAsync(postgres, server);
        stage.Wire.GoDown();
        var run = await stage.Hub.RunAsync("intake", "sftp");
        Assert.Equal((RunStatus.Failed, "transient"), (run.Status, run.ErrorKind));
        Assert.Equal(3, await stage.Hub.ScalarAsync<int>("SELECT attempts FROM ops.run_chunk"));
    }

    [Fact]
    public async Task A_download_that_is_cut_is_made_again_and_taken_once()
    {
        await using var stage = await SftpStage.OpenAsync(postgres, server);
        var content = new byte[3_000_000];
        new Random(7).NextBytes(content);
        stage.Put("noise.xlsx", content);
        stage.Wire.CutAfterReceiving(1_500_000);
        await stage.Hub.SucceedAsync("intake", "sftp");
        Assert.Equal(1, stage.Wire.Cuts);
        Assert.Equal(["sftp|noise.xlsx|True|False"], await stage.Hub.RowsAsync(Arrivals));
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)),
            await stage.Hub.ScalarAsync<string>("SELECT encode(sha256(body), 'hex') FROM raw.upload"));
    }

    [Theory]
    [InlineData(4_000)]
    [InlineData(9_000)]
    public async Task A_reply_that_is_cut_is_whole_in_the_end_and_there_once(int bytes)
    {
        await using var stage = await SftpStage.OpenAsync(postgres, server);
        stage.Put("ledger.xlsx", Workbooks.Ledger("D001", 100m, 150m));
        await stage.Hub.SucceedAsync("intake", "sftp");
        await stage.Hub.RunAsync("uploads", period: SftpStage.Period);
        stage.Wire.CutAfterSending(bytes);
        await stage.Hub.SucceedAsync("send-replies", "sftp");
        Assert.Equal(1, stage.Wire.Cuts);
        var reply = Assert.Single(stage.Names("out"));
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(stage.Hub.Paths.Data, "outbox", "D001", reply)),
            stage.Reply(reply));
    }

    [Fact]
    public async Task Killed_between_storing_and_moving_it_is_found_again_known_and_only_moved()
    {
        await using var stage = await SftpStage.OpenAsync(postgres, server);
        stage.Put("ledger.xlsx", Workbooks.Ledger("D001", 100m, 100m));
        await Interruption.BetweenStoringAndClearingAsync(stage.Hub, stage.Wire, "sftp", async () =>
        {
            Assert.Equal(["sftp|ledger.xlsx|False|False"], await stage.Hub.RowsAsync(Arrivals));
            Assert.Equal(["ledger.xlsx"], stage.Names("in"));
        });
        Assert.Equal(["sftp|ledger.xlsx|True|False"], await stage.Hub.RowsAsync(Arrivals));
        Assert.Empty(stage.Names("in"));
        await stage.Hub.SucceedAsync("exchange", period: SftpStage.Period);
        Assert.Single(stage.Names("out"));
    }

    [Fact]
    public async Task The_same_content_by_folder_and_server_is_read_once_and_both_are_answered()
    {
        await using var stage = await SftpStage.OpenAsync(postgres, server);
        var content = Workbooks.Ledger("D001", 100m, 100m);
        var dropped = Directory.CreateDirectory(Path.Combine(stage.Hub.Paths.Data, "drop", "D001"));
        await File.WriteAllBytesAsync(Path.Combine(dropped.FullName, "a.xlsx"), content);
        stage.Put("b.xlsx", content);
        await stage.Hub.SucceedAsync("exchange", period: SftpStage.Period);
        Assert.Equal(1, await stage.Hub.CountAsync("raw.upload"));
        Assert.Equal(["folder|a.xlsx", "sftp|b.xlsx"], await stage.Hub.RowsAsync(
            "SELECT way, file_name FROM raw.arrival ORDER BY 1"));
        Assert.Equal(["b.xlsx.received-before.txt"], stage.Names("out"));
        Assert.Equal(1, await stage.Hub.CountAsync("canonical.ledger"));
    }

    [Fact]
    public async Task The_same_file_put_there_again_with_its_old_time_gets_a_receipt()
    {
        await using var stage = await SftpStage.OpenAsync(postgres, server);
        var content = Workbooks.Ledger("D001", 100m, 100m);
        var time = new DateTime(2026, 11, 1, 8, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(stage.Put("ledger.xlsx", content), time);
        await stage.Hub.SucceedAsync("exchange", period: SftpStage.Period);
        File.SetLastWriteTimeUtc(stage.Put("ledger.xlsx", content), time);
        await stage.Hub.SucceedAsync("exchange", period: SftpStage.Period);
        Assert.Equal(["ledger.xlsx.received-before.txt", "ledger.回执.xlsx"], stage.Names("out"));
        Assert.Equal(2, await stage.Hub.CountAsync("raw.arrival WHERE cleared_at IS NOT NULL"));
    }

    [Fact]
    public async Task Two_looks_at_once_take_a_file_once()
    {
        await using var stage = await SftpStage.OpenAsync(postgres, server);
        foreach (var no in Enumerable.Range(1, 8))
        {
            stage.Put($"{no}.xlsx", Workbooks.Ledger("D001", no, no));
        }

        var runs = await Task.WhenAll(stage.Hub.RunAsync("intake", "sftp"), stage.Hub.RunAsync("intake", "sftp"));
        Assert.All(runs, run => Assert.Equal((RunStatus.Succeeded, null), (run.Status, run.Error)));
        Assert.Equal(8, await stage.Hub.CountAsync("raw.arrival WHERE cleared_at IS NOT NULL"));
        Assert.Equal(8, await stage.Hub.CountAsync("raw.arrival"));
        Assert.Equal(8, stage.Names("done").Length);
    }

    [Fact]
    public async Task Replies_of_one_name_are_kept_apart()
    {
        await using var stage = await SftpStage.OpenAsync(postgres, server);
        foreach (var amount in new[] { 100m, 120m })
        {
            stage.Put("ledger.xlsx", Workbooks.Ledger("D001", amount, amount));
            await stage.Hub.SucceedAsync("exchange", period: SftpStage.Period);
        }

        Assert.Equal(2, stage.Names("out").Length);
        Assert.Equal(["ledger.xlsx", "ledger.xlsx"], stage.Names("done"));
    }

    [Fact]
    public async Task A_file_is_taken_whatever_it_is_called_under_a_name_that_leads_nowhere()
    {
        await using var stage = await SftpStage.OpenAsync(postgres, server);
        stage.Put("a:b\u202Exslx.exe", [1]);
        stage.Put(new string('账', 80) + ".xlsx", [2]);
        await stage.Hub.RunAsync("exchange", period: SftpStage.Period);
        Assert.Equal(["abxslx.exe", new string('账', 58) + ".xlsx"], await stage.Hub.RowsAsync(
            "SELECT file_name FROM raw.upload ORDER BY file_name"));
        Assert.Empty(stage.Names("in"));
        Assert.Equal(2, stage.Names("out").Length);
    }

    [Fact]
    public async Task What_belongs_to_nobody_or_is_no_plain_file_is_left_and_named()
    {
        await using var stage = await SftpStage.OpenAsync(postgres, server);
        Directory.CreateDirectory(Path.Combine(stage.Folder, "D999", "in"));
        File.CreateSymbolicLink(Path.Combine(stage.Folder, "D001", "in", "link.xlsx"), "/etc/hostname");
        var run = await stage.Hub.SucceedAsync("intake", "sftp");
        Assert.Contains("no dealer has the code 'D999'", run.Note);
        Assert.Contains("link.xlsx", run.Note);
        Assert.Equal(0, await stage.Hub.CountAsync("raw.upload"));
    }
}
