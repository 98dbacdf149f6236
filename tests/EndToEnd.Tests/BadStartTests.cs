using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using DealerIntegration.EndToEnd.Tests.Support;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.EndToEnd.Tests;

/// <summary>What is wrong with the machine or the configuration is told at the start, with place and remedy.</summary>
public sealed class BadStartTests(PostgresFixture postgres)
{
    /// <summary>The request, a file or a setting is wrong.</summary>
    private const int Wrong = 2;

    [Fact]
    public async Task A_port_in_use_is_named_with_the_remedy()
    {
        await using var stage = await Stage.WithoutPartnersAsync(postgres);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var told = await stage.HubAsync("serve", "--url", address);

        told.MustEndWith(Wrong).MustSay($"hub: {address} is in use", "--url", "$.dashboard.address", stage.HubFile);
        Assert.DoesNotContain("   at ", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_server_programs_are_named_with_the_remedy()
    {
        await using var stage = await Stage.WithoutPartnersAsync(postgres);
        var empty = postgres.NewFolder();
        stage.Environment("HUB_DATABASE", "");
        stage.Environment("HUB_POSTGRES_BIN", empty);

        var told = await stage.HubAsync("migrate");

        told.MustEndWith(Wrong).MustSay(empty, "HUB_POSTGRES_BIN", "initdb", "postgresql", "HUB_DATABASE");
        Assert.DoesNotContain("   at ", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_named_and_its_password_is_not()
    {
        await using var stage = await Stage.WithoutPartnersAsync(postgres);
        var port = LoopbackPort.Free();
        stage.Environment("HUB_DATABASE", $"Host=127.0.0.1;Port={port};Username=hub;Password=not-to-be-told;Timeout=3");

        var told = await stage.HubAsync("migrate");

        told.MustEndWith(1).MustSay("hub: the database:", $"127.0.0.1:{port}");
        Assert.DoesNotContain("not-to-be-told", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_file_is_told_with_line_and_path_and_stops_what_would_use_it()
    {
        await using var stage = await Stage.WithoutPartnersAsync(postgres);
        var sap = Path.Combine(stage.Folder.Config, "connectors", "sap.json");
        Stage.Edit(sap, new Regex("\"retries\": 4"), "\"retrys\": 4");

        var line = File.ReadLines(sap).TakeWhile(l => !l.Contains("retrys", StringComparison.Ordinal)).Count() + 1;

        var check = await stage.HubAsync("config", "check");

        check.MustEndWith(Wrong).MustSay($"{sap}:{line}", "retrys", "$.limits");
        (await stage.HubAsync("run", "import", "--scope", "sap/dealers", "--wait"))
            .MustEndWith(1).MustSay($"{sap}:{line}", "retrys");
        Assert.Equal("configuration", await stage.AskAsync<string>("SELECT error_kind FROM ops.run"));
        Assert.Equal(0L, await stage.AskAsync<long>("SELECT count(*) FROM ops.certificate"));

        Stage.Edit(stage.HubFile, new Regex("\"workers\": \\d+"), "\"workers\": \"two\"");
        (await stage.HubAsync("serve")).MustEndWith(Wrong).MustSay($"{stage.HubFile}:", "$.work.workers");
    }
}
