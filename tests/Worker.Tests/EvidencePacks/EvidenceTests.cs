using System.Text;
using System.Text.Json.Nodes;
using ClosedXML.Excel;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.EvidencePacks;
using DealerIntegration.Worker.EvidencePacks.Packing;
using DealerIntegration.Worker.Tests.Cases;
using DealerIntegration.Worker.Tests.Commands;
using DealerIntegration.Worker.Tests.Pipelines.Diversion;
using DealerIntegration.Worker.Tests.Pipelines.Release;
using static DealerIntegration.Worker.Tests.EvidencePacks.Packs;

namespace DealerIntegration.Worker.Tests.EvidencePacks;

/// <summary>A case from scans to a pack in somebody's hands.</summary>
public sealed class EvidenceTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_pack_holds_all_that_the_case_rests_on_and_verifies()
    {
        await using var hub = await OpenAsync(postgres);
        var number = await FindAsync(hub);
        var pack = await MakeAsync(hub, number);
        var verdict = PackVerifier.Verify(pack.Content, pack.Seal.Fingerprint);
        Assert.True(verdict.Intact, SmallPack.Said(verdict));
        Assert.Equal(
            [
                "readme.txt", "case.json", "rules.json", "areas.csv", "events.jsonl", "shipments.jsonl", "scans.jsonl",
                "paths.jsonl", "territories.jsonl", "verdicts.jsonl", "steps.jsonl", "report.html", "report.xlsx",
                "manifest.json", "seal.json",
            ],
            PackUnzip.Read(pack.Content).Entries.Select(e => e.Name));
        Assert.Equal(3, Lines(pack, "scans.jsonl").Count);
        Assert.Equal(
            ["E1 Diverted true", "E2 Diverted true", "E3 Diverted true"],
            Lines(pack, "verdicts.jsonl").Select(v => $"{v["event_id"]} {v["verdict"]} {v["counts"]}"));
        Assert.Equal(["CODE1", "CODE2", "CODE3", "BOX"], Lines(pack, "shipments.jsonl")
            .Select(s => $"{s["code"]}").OrderByDescending(c => c.StartsWith('C')).ThenBy(c => c));
        Assert.Equal(["PACK1"], Lines(pack, "events.jsonl").Select(e => $"{e["event_id"]}"));
        Assert.Equal("330100", $"{Lines(pack, "territories.jsonl").Single()["territory"]}");
        var way = Lines(pack, "paths.jsonl").Single(p => $"{p["code"]}" == "CODE1")["steps"]!.AsArray();
        Assert.Equal(["pack CODE1 BOX", "ship BOX "], way
            .Where(s => $"{s!["eventId"]}" != "packed:CODE1:S1")
            .Select(s => $"{s!["step"]} {s["code"]} {s["unit"]}"));
        Assert.Equal(
            ("D001", "withDealer"),
            ($"{Lines(pack, "paths.jsonl")[0]["holder"]}", $"{Lines(pack, "paths.jsonl")[0]["state"]}"));
    }

    [Fact]
    public async Task The_same_case_and_run_give_the_same_bytes_but_for_the_seal()
    {
        await using var hub = await OpenAsync(postgres);
        var number = await FindAsync(hub);
        var (first, second) = (await MakeAsync(hub, number), await MakeAsync(hub, number));
        foreach (var (a, b) in PackUnzip.Read(first.Content).Entries.Zip(PackUnzip.Read(second.Content).Entries))
        {
            Assert.Equal(a.Name, b.Name);
            Assert.True(a.Name == PackSeal.Name || a.Content.AsSpan().SequenceEqual(b.Content), a.Name);
        }

        Assert.NotEqual(first.Seal.Signature, second.Seal.Signature);
    }

    [Fact]
    public async Task The_rules_are_those_of_the_run_after_the_file_has_changed()
    {
        await using var hub = await OpenAsync(postgres);
        var number = await FindAsync(hub);
        var file = Path.Combine(hub.Paths.Config, "diversion.json");
        var before = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, "{}", TestContext.Current.CancellationToken);
        var pack = await MakeAsync(hub, number);
        Assert.Equal(before, Entry(pack, "rules.json"));
        Assert.Equal(
            (string?)JsonNode.Parse(Entry(pack, "case.json"))!["run"]!["rulesSha256"],
            PackHash.Of([.. Entry(pack, "areas.csv"), .. Entry(pack, "rules.json")]));

        await hub.ExecuteAsync("DELETE FROM ops.rules_kept");
        var refused = await Assert.ThrowsAsync<UsageException>(() => MakeAsync(hub, number));
        Assert.Contains("rules that are not kept", refused.Message);
    }

    [Fact]
    public async Task An_earlier_run_can_be_shown_and_an_unknown_case_is_told()
    {
        await using var hub = await OpenAsync(postgres);
        var number = await FindAsync(hub);
        var first = await hub.ScalarAsync<long>("SELECT max(run_id) FROM result.diversion_case");
        await hub.SeedAsync(TraceDatasets.Scans, DiversionTests.Scan(4, Abroad));
        await hub.SucceedAsync("match-diversion", period: Period);
        Assert.Equal(4, Lines(await MakeAsync(hub, number), "scans.jsonl").Count);
        var earlier = await MakeAsync(hub, number, first);
        Assert.Equal((first, 3), (earlier.Manifest.Run, Lines(earlier, "scans.jsonl").Count));

        Assert.Contains("no case", (await Assert.ThrowsAsync<UsageException>(
            () => MakeAsync(hub, number, 999_999))).Message);
        Assert.Contains("has a case DC-NONE", (await Assert.ThrowsAsync<UsageException>(
            () => MakeAsync(hub, "DC-NONE"))).Message);
    }

    [Fact]
    public async Task What_was_weighed_is_in_the_pack_in_both_languages_and_an_older_runs_in_its_own()
    {
        await using var hub = await OpenAsync(postgres);
        var number = await FindAsync(hub);
        var found = JsonNode.Parse(Entry(await MakeAsync(hub, number), "case.json"))!["for"]![0]!;
        Assert.Equal("在授权区域外扫到 3 个不同的码；至少需要 3 个。", (string?)found["zh"]);
        Assert.Equal(
            "3 distinct codes were read outside the territory; at least 3 are needed.", (string?)found["en"]);
        var verdict = Lines(await MakeAsync(hub, number), "verdicts.jsonl")[0];
        Assert.False(verdict.ContainsKey("evidence") || verdict.ContainsKey("evidence_zh"));
        Assert.Contains("货物却在 610100 陕西省 西安市 城东店 1 被扫到。", (string?)verdict["for"]![0]!["zh"]);

        await hub.ExecuteAsync(
            "UPDATE result.diversion_case SET evidence_zh = NULL; UPDATE result.scan_verdict SET evidence_zh = NULL");
        var older = await MakeAsync(hub, number);
        found = JsonNode.Parse(Entry(older, "case.json"))!["for"]![0]!;
        Assert.Equal((string?)found["en"], (string?)found["zh"]);
        Assert.Contains(
            "<li>3 distinct codes were read outside the territory; at least 3 are needed.</li>",
            Encoding.UTF8.GetString(Entry(older, "report.html")));
    }

    [Theory]
    [InlineData("fin", "cases are for channel control")]
    [InlineData("eve", "eve is no user of the hub")]
    public async Task Only_channel_control_hands_out_a_pack(string by, string answer)
    {
        await using var hub = await OpenAsync(postgres);
        await hub.AddUserAsync("fin", "finance");
        var number = await FindAsync(hub);
        var refused = await Assert.ThrowsAsync<UsageException>(() => MakeAsync(hub, number, by: by));
        Assert.Contains(answer, refused.Message);
        Assert.Equal(0, await hub.CountAsync("ops.audit WHERE action = 'evidence.pack'"));
    }

    [Fact]
    public async Task The_seal_stands_in_the_audit_log_and_the_key_is_for_its_owner()
    {
        await using var hub = await OpenAsync(postgres);
        var number = await FindAsync(hub);
        var pack = await MakeAsync(hub, number);
        var row = Assert.Single(await hub.RowsAsync(
            "SELECT actor, action, subject, detail FROM ops.audit WHERE action = 'evidence.pack'"));
        Assert.StartsWith($"ann|evidence.pack|{number}|run {pack.Manifest.Run}, manifest ", row);
        Assert.Contains(pack.Seal.ManifestSha256, row);
        Assert.Contains(pack.Seal.Fingerprint, row);
        var key = HubKey.PathOf(hub.Paths);
        Assert.True(OperatingSystem.IsWindows()
            || File.GetUnixFileMode(key) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task What_was_done_about_the_case_is_in_the_pack_and_told_once()
    {
        await using var hub = await Market.OpenAsync(postgres);
        var number = await hub.DetectAsync(Market.Enough);
        var before = await MakeAsync(hub, number);
        Assert.Empty(Lines(before, "steps.jsonl"));
        await hub.ConfirmAsync(number);
        var pack = await MakeAsync(hub, number);
        Assert.Equal(
            ["step notify", "step appeal", "step confirm", "ruling ", "volume move ", "volume move "],
            Lines(pack, "steps.jsonl").Select(s => $"{s["from"]} {s["action"]}"));
        Assert.All(Lines(pack, "steps.jsonl"), s => Assert.False(s.ContainsKey("paper")));
        var page = Encoding.UTF8.GetString(Entry(pack, "report.html"));
        Assert.Equal(2, page.Split("裁定成立").Length);
        Assert.Contains("数量转出 volume out", page);
        Assert.Contains("6 件 × 20,000 / 100", page);
        Assert.Equal(Entry(before, "verdicts.jsonl"), Entry(pack, "verdicts.jsonl"));
    }

    [Fact]
    public async Task Processes_that_come_first_at_once_make_one_key()
    {
        await using var hub = await OpenAsync(postgres);
        var prints = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            using var key = await HubKey.OpenAsync(hub.Paths, CancellationToken.None);
            return key.Fingerprint;
        })));
        Assert.Single(prints.Distinct());
        Assert.Equal([HubKey.PathOf(hub.Paths)], Directory.GetFiles(hub.Paths.Secrets, "evidence*"));
    }

    [Fact]
    public async Task Reports_show_the_figures_and_let_nothing_through_that_was_scanned()
    {
        await using var hub = await OpenAsync(postgres, "<script>alert(1)</script>=1+1");
        var pack = await MakeAsync(hub, await FindAsync(hub));
        var page = Encoding.UTF8.GetString(Entry(pack, "report.html"));
        Assert.DoesNotContain("<script", page);
        Assert.Contains("&lt;script&gt;", page);
        Assert.Contains("<svg", page);
        Assert.Contains("西安市", page);
        Assert.Contains("<li>在授权区域外扫到 3 个不同的码；至少需要 3 个。 <small>3 distinct codes were read outside", page);
        Assert.Contains("区域外 55", page);
        Assert.DoesNotContain("http://", page.Replace("http-equiv", "", StringComparison.Ordinal));

        using var workbook = new XLWorkbook(new MemoryStream(Entry(pack, "report.xlsx")));
        var sheet = workbook.Worksheet(1);
        var codes = sheet.CellsUsed(c => c.GetString() == "码数 Codes").Single().Address.RowNumber;
        Assert.Equal(3, sheet.Cell(codes, 2).GetDouble());
        Assert.Equal("与案件一致 as the case says", sheet.Cell(codes, 3).GetString());
        Assert.Equal(0.3m, (decimal)sheet.Cell(codes + 3, 2).GetDouble());
        Assert.All(workbook.Worksheet(2).CellsUsed().Where(c => c.HasFormula), c => Assert.Fail(c.FormulaA1));
    }

    [Fact]
    public async Task On_the_command_line_a_pack_is_made_verified_and_told_from_a_changed_one()
    {
        await using var hub = await OpenAsync(postgres);
        var number = await FindAsync(hub);
        var file = Path.Combine(postgres.NewFolder(), "pack.zip");
        var nobody = await hub.TypeAsync(EvidenceCommand.Create(), "evidence", number, "--out", file);
        Assert.Equal(HubCommand.Wrong, nobody.Code);
        Assert.Contains("Sign in first: ./hub login NAME", nobody.Said);
        await hub.AddUserAsync("fin", "finance");
        await hub.SignInAsync("fin");
        var other = await hub.TypeAsync(EvidenceCommand.Create(), "evidence", number, "--out", file);
        Assert.Contains("fin has the role finance", other.Said);
        Assert.False(File.Exists(file));
        await hub.SignInAsync("ann");
        var made = await hub.TypeAsync(EvidenceCommand.Create(), "evidence", number, "--out", file);
        Assert.True(made.Code == 0, made.Said);
        var key = await hub.TypeAsync(EvidenceCommand.Create(), "evidence", "key", "--out", file + ".pem");
        var fingerprint = key.Said.Trim();
        Assert.Contains(fingerprint, made.Said);

        var free = await hub.TypeAsync(VerifyCommand.Create(), "verify", file);
        Assert.Equal(0, free.Code);
        Assert.Contains("a forger seals too", free.Said);
        foreach (var pin in new[] { fingerprint, fingerprint.ToUpperInvariant(), file + ".pem" })
        {
            var pinned = await hub.TypeAsync(VerifyCommand.Create(), "verify", file, "--key", pin);
            Assert.Equal(0, pinned.Code);
            Assert.Contains("the key you named", pinned.Said);
        }

        var strange = await hub.TypeAsync(VerifyCommand.Create(), "verify", file, "--key", new string('a', 64));
        Assert.Equal(1, strange.Code);

        var content = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        content[content.AsSpan().IndexOf("\"E2\""u8) + 1] = (byte)'F';
        await File.WriteAllBytesAsync(file, content, TestContext.Current.CancellationToken);
        var changed = await hub.TypeAsync(VerifyCommand.Create(), "verify", file);
        Assert.Equal(1, changed.Code);
        Assert.Contains("CHANGED", changed.Said);
        Assert.Contains("case.json: it is not the one that was packed", changed.Said);

        Assert.Equal(2, (await hub.TypeAsync(VerifyCommand.Create(), "verify", file + ".gone")).Code);
        Assert.Equal(2, (await hub.TypeAsync(VerifyCommand.Create(), "verify", file, "--key", "abc")).Code);
    }

    [Fact]
    public async Task In_a_real_pack_too_a_touched_byte_is_told()
    {
        await using var hub = await OpenAsync(postgres);
        var pack = (await MakeAsync(hub, await FindAsync(hub))).Content;
        for (var at = 0; at < pack.Length; at += 211)
        {
            var touched = (byte[])pack.Clone();
            touched[at] ^= 0x20;
            Assert.False(PackVerifier.Verify(touched, null).Intact, $"byte {at}");
            Assert.False(PackVerifier.Verify(pack[..at], null).Intact, $"cut at {at}");
        }
    }
}
