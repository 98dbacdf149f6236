using System.Text;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Storage;
using DealerIntegration.Worker.Tests.Commands;
using DealerIntegration.Worker.Tests.Dashboard;
using Npgsql;

namespace DealerIntegration.Worker.Tests.Secrecy;

/// <summary>
/// Partners that refuse the hub and quote its sign-in: whatever kind of sign-in, and however they quote, no secret
/// stands afterwards in a log, a table, a job, a file, a page or on the screen.
/// </summary>
public sealed class SecretsCanaryTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task No_secret_comes_back_from_a_partner_that_quotes_it()
    {
        await using var parrot = await Parrot.StartAsync();
        await using var mailbox = new QuotingMailbox();
        await using var fixture = new DashboardFixture(postgres);
        await fixture.InitializeAsync();
        var canaries = await SetUpAsync(fixture, parrot, mailbox);
        var heard = new List<(string Where, string Text)>();

        using var browser = await fixture.SignInAsync("ida");
        var runs = await AskAsync(fixture, browser);
        await WaitAsync(fixture);
        foreach (var page in runs.Select(run => $"/runs/{run}").Concat(["/", "/connectors", "/jobs"]))
        {
            using var answer = await browser.GetAsync(page);
            heard.Add((page, await answer.Content.ReadAsStringAsync()));
        }

        var (code, said) = await CommandLine.TypeAsync(
            fixture.Hub, ConnectorsCommand.Create(), "connectors", "check");
        Assert.Equal(HubCommand.Wrong, code);
        heard.Add(("connectors check", said));
        heard.AddRange(fixture.Log.Said.Select(line => ("log", line)));
        heard.AddRange(FilesOf(fixture.Hub.Paths.Data));
        heard.AddRange(await TablesAsync(fixture.Database));

        // All of them have quoted, and what they said otherwise is kept: else the test would prove nothing.
        Assert.All(Canary.OfPartners, c => Assert.True(parrot.Quoted.GetValueOrDefault(c.Below) > 1, c.Below));
        Assert.True(mailbox.Quoted > 0, "no sign-in of a mailbox was quoted");
        Assert.Contains(heard, h => h.Where == "ops.run" && h.Text.Contains("***", StringComparison.Ordinal));
        Assert.Contains(heard, h => h.Where == "delivery.attempt" && h.Text.Contains("***", StringComparison.Ordinal));
        Assert.Contains("***", said);
        var leaks = canaries.SelectMany(
            canary => canary.Traces.SelectMany(trace => heard
                .Where(h => h.Text.Contains(trace, StringComparison.OrdinalIgnoreCase))
                .Select(h => $"{canary.Connector}: '{trace}' in {h.Where}: {Around(h.Text, trace)}")));
        Assert.Empty(leaks.Distinct().Take(20));
    }

    private static string Around(string text, string trace)
    {
        var at = text.IndexOf(trace, StringComparison.OrdinalIgnoreCase);
        var from = Math.Max(0, at - 120);
        return text[from..Math.Min(text.Length, at + trace.Length + 60)].ReplaceLineEndings(" ");
    }

    private static async Task<IReadOnlyList<Canary>> SetUpAsync(
        DashboardFixture hub, Parrot parrot, QuotingMailbox mailbox)
    {
        var folder = Directory.CreateDirectory(Path.Combine(hub.Hub.Paths.Config, "connectors")).FullName;
        foreach (var canary in Canary.OfPartners)
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, canary.Connector + ".json"), canary.Json(parrot.Address));
            await File.WriteAllTextAsync(Path.Combine(hub.Hub.Paths.Secrets, canary.SecretName), canary.Secret);
        }

        var (mail, sftp) = (new Canary("mail", "imap"), new Canary("sftp", "ssh"));
        await File.WriteAllTextAsync(Path.Combine(hub.Hub.Paths.Secrets, mail.SecretName), mail.Secret);
        await File.WriteAllTextAsync(Path.Combine(hub.Hub.Paths.Secrets, sftp.SecretName), sftp.Secret);
        await File.WriteAllTextAsync(Path.Combine(hub.Hub.Paths.Secrets, "MAIL_AUTHORITY"), mailbox.Authority);
        var server =
            $$"""
            { "host": "localhost", "port": {{mailbox.Port}}, "security": "tls",
              "authority": { "secret": "MAIL_AUTHORITY" },
              "signIn": { "user": "{{Canary.User}}", "password": { "secret": "{{mail.SecretName}}" } } }
            """;
        await File.WriteAllTextAsync(
            Path.Combine(hub.Hub.Paths.Config, "intake.json"),
            $$"""
            {
              "sftp": { "enabled": true, "host": "127.0.0.1", "port": {{new Uri(parrot.Address).Port}},
                "user": "{{Canary.User}}", "password": { "secret": "{{sftp.SecretName}}" },
                "hostKeys": ["SHA256:0000000000000000000000000000000000000000000"], "folder": "/d",
                "timeoutSeconds": 5 },
              "mail": { "enabled": true, "address": "files@hub.test", "timeoutSeconds": 10, "imap": {{server}},
                "smtp": {{server}}, "senders": { "D001": ["orders@dealer.test"] } }
            }
            """);
        return [.. Canary.OfPartners, mail, sftp];
    }

    // A pull and a push of each partner, and a look into the mailbox.
    private static async Task<IReadOnlyList<long>> AskAsync(DashboardFixture hub, Browser browser)
    {
        await using var database = new Database(hub.Database);
        var seed = await PostgresFixture.ScalarAsync<long>(
            hub.Database,
            """
            INSERT INTO ops.run (pipeline, scope, status, code_version, asked_by, ended_at)
            VALUES ('settle', '', 'succeeded', '1', 'test', now()) RETURNING id
            """);
        var runs = new List<long>();
        foreach (var canary in Canary.OfPartners)
        {
            var kind = canary.Kind == "qimen" ? "delivery-order" : "credit-note";
            await database.InTransactionAsync(
                (_, transaction) => OutboxStore.AddAsync(
                    transaction,
                    new OutboxEntry(
                        canary.Connector, kind, $"K-{canary.Connector}", "D001",
                        """
                        { "warehouse_code": "W1", "currency": "CNY", "amount": "1.00", "period": "2026-10",
                          "lines": [{ "position": "1", "product_code": "P", "quantity": "2", "amount": "1.00" }] }
                        """),
                    seed,
                    CancellationToken.None),
                CancellationToken.None);
            runs.Add(await StartAsync(browser, "import", $"{canary.Connector}/payments", ""));
            runs.Add(await StartAsync(browser, "deliver", canary.Connector, ""));
        }

        runs.Add(await StartAsync(browser, "exchange", "", "2026-10"));
        return runs;
    }

    private static async Task<long> StartAsync(Browser browser, string pipeline, string scope, string period)
    {
        using var answer = await browser.PostAsync(
            "/", "/runs", ("pipeline", pipeline), ("scope", scope), ("period", period));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        return long.Parse(answer.Headers.Location!.OriginalString.Split('/')[2]);
    }

    // What is tried again later has said what it has to say.
    private static async Task WaitAsync(DashboardFixture hub)
    {
        const string Open =
            """
            SELECT count(*) FROM ops.run r
             WHERE status IN ('queued', 'running')
               AND NOT EXISTS (SELECT 1 FROM ops.run_chunk c JOIN ops.run k ON k.id = c.run_id
                                WHERE r.id IN (k.id, k.parent_id) AND c.error IS NOT NULL)
            """;
        using var patience = new CancellationTokenSource(Patience);
        while (await PostgresFixture.ScalarAsync<long>(hub.Database, Open) > 0)
        {
            await Task.Delay(200, patience.Token);
        }
    }

    private static IEnumerable<(string Where, string Text)> FilesOf(string data) =>
        Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(data, f).StartsWith("secrets", StringComparison.Ordinal))
            .Select(f => (Path.GetRelativePath(data, f), Encoding.UTF8.GetString(File.ReadAllBytes(f))));

    private static async Task<List<(string Where, string Text)>> TablesAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        var tables = new List<string>();
        await EachAsync(
            connection,
            """
            SELECT table_schema || '.' || table_name FROM information_schema.tables
             WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
            """,
            tables.Add);
        Assert.Contains("hangfire.job", tables);
        var rows = new List<(string, string)>();
        foreach (var table in tables)
        {
            await EachAsync(connection, $"SELECT t::text FROM {table} t", row => rows.Add((table, row)));
        }

        return rows;
    }

    private static async Task EachAsync(NpgsqlConnection connection, string sql, Action<string> tell)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            tell(reader.GetString(0));
        }
    }
}
