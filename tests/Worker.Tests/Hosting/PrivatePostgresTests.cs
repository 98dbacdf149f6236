using System.Diagnostics;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Worker.Hosting;
using Npgsql;

namespace DealerIntegration.Worker.Tests.Hosting;

/// <summary>The hub's own server: shared by its processes, gone with the last one, closed to everybody else.</summary>
public sealed class PrivatePostgresTests(PostgresFixture postgres)
{
    private static readonly Dictionary<string, string> Quick = new() { ["fsync"] = "off", ["shared_buffers"] = "16MB" };

    [Fact]
    public async Task Is_shared_and_stops_with_the_last_one_who_leaves()
    {
        var folder = Folder();
        var first = await EnsureAsync(folder);
        var second = await EnsureAsync(folder);
        Assert.Equal(first.ConnectionString, second.ConnectionString);
        await first.DisposeAsync();
        Assert.Equal(1, await PostgresFixture.ScalarAsync<int>(second.ConnectionString, "SELECT 1"));
        await second.DisposeAsync();
        Assert.False(File.Exists(Path.Combine(folder, "postgres", "data", "postmaster.pid")));

        // Started again, it is the same server with the same password.
        var again = await EnsureAsync(folder);
        Assert.Equal(1, await PostgresFixture.ScalarAsync<int>(again.ConnectionString, "SELECT 1"));
        await AssertClosedAsync(folder, again);
        await AssertKilledHolderDoesNotCountAsync(folder, again);
    }

    [Fact]
    public async Task Is_made_once_when_several_start_at_the_same_moment()
    {
        var folder = Folder();
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => EnsureAsync(folder))));
        Assert.Single(all.Select(p => p.ConnectionString).Distinct());
        await Task.WhenAll(all.Select(p => p.DisposeAsync().AsTask()));
        Assert.False(File.Exists(Path.Combine(folder, "postgres", "data", "postmaster.pid")));
    }

    [Fact]
    public async Task Says_what_to_install_when_the_named_programs_are_not_there()
    {
        var nowhere = postgres.NewFolder();
        // A process of its own: the variable would reach every other test of this one.
        var (code, said) = await RunHubAsync(
            ["config", "check", "--config", Repository.Path("config"), "--data", Folder()],
            ("HUB_POSTGRES_BIN", nowhere));
        Assert.True(code == 0, said);
        (code, said) = await RunHubAsync(
            ["migrate", "--config", Repository.Path("config"), "--data", Folder()], ("HUB_POSTGRES_BIN", nowhere));
        Assert.Equal(2, code);
        Assert.Contains("apt-get install postgresql", said);
        Assert.Contains("HUB_DATABASE", said);
        Assert.Contains(nowhere, said);
    }

    private static async Task AssertClosedAsync(string folder, PrivatePostgres server)
    {
        var rules = await File.ReadAllLinesAsync(Path.Combine(folder, "postgres", "data", "pg_hba.conf"));
        var active = rules.Where(r => r.Length > 0 && r[0] != '#').ToList();
        Assert.NotEmpty(active);
        Assert.All(active, rule => Assert.EndsWith("scram-sha-256", rule));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(folder, "secrets", "postgres.password")));
        }

        Assert.False(File.Exists(Path.Combine(folder, "postgres", "initial-password")));
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "guess", Pooling = false };
        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => PostgresFixture.ExecuteAsync(wrong.ConnectionString, "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
        Assert.Equal("127.0.0.1", await PostgresFixture.ScalarAsync<string>(
            server.ConnectionString, "SHOW listen_addresses"));
    }

    // What the operating system does to the connection of a killed process.
    private static async Task AssertKilledHolderDoesNotCountAsync(string folder, PrivatePostgres last)
    {
        await EnsureAsync(folder);
        Assert.Equal(1, await PostgresFixture.ScalarAsync<long>(
            last.ConnectionString,
            """
            SELECT count(*) FILTER (WHERE pg_terminate_backend(pid, 10000)) FROM (
                SELECT pid FROM pg_stat_activity WHERE application_name = 'hub-keeper'
                 ORDER BY backend_start DESC LIMIT 1) k
            """));
        await last.DisposeAsync();
        Assert.False(File.Exists(Path.Combine(folder, "postgres", "data", "postmaster.pid")));
    }

    private static Task<PrivatePostgres> EnsureAsync(string folder) => PrivatePostgres.EnsureAsync(
        Path.Combine(folder, "postgres"), Path.Combine(folder, "secrets"), Quick, CancellationToken.None);

    private static async Task<(int Code, string Said)> RunHubAsync(
        string[] arguments, (string Name, string Value) variable)
    {
        var info = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.ArgumentList.Add(typeof(HubPaths).Assembly.Location);
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment[variable.Name] = variable.Value;
        info.Environment.Remove(HubStart.DatabaseVariable);
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, await output + await error);
    }

    private string Folder()
    {
        var folder = postgres.NewFolder();
        Directory.CreateDirectory(Path.Combine(folder, "secrets"));
        return folder;
    }
}
