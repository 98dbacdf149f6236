using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Dashboard.Access;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;
using DealerIntegration.Worker.Tests.Dashboard;

namespace DealerIntegration.Worker.Tests.Access;

/// <summary>Signing in on the command line, and who then acts.</summary>
public sealed class LoginTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Password = "correct horse battery staple";

    private string _database = "";
    private string _config = "";
    private string _data = "";

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.NewDatabaseAsync();
        _config = await DashboardFixture.ConfigAsync(postgres);
        _data = postgres.NewFolder();
        await using var database = new Database(_database);
        var users = new UserStore(database);
        await users.AddAsync("fiona", Roles.Finance, PasswordHash.Create(Password), CancellationToken.None);
        await users.AddAsync("ida", Roles.It, PasswordHash.Create(Password), CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Whoever_signs_in_acts_until_signing_out()
    {
        var session = SessionFile();
        Assert.Contains("os:", (await RunAsync(session, "whoami")).Said);
        Assert.Equal(0, (await LoginAsync(session, "Fiona")).Code);
        Assert.StartsWith("fiona (finance), signed in until", (await RunAsync(session, "whoami")).Said);
        await RunAsync(session, "users", "add", "sara", "--role", "finance");
        Assert.Equal("Signed out.", (await RunAsync(session, "logout")).Said.Trim());
        Assert.Contains("nobody is signed in", (await RunAsync(session, "whoami")).Said);
        Assert.False(File.Exists(session));
        Assert.Equal(
            "session.open fiona|user.add fiona|session.close fiona",
            await PostgresFixture.ScalarAsync<string>(
                _database, "SELECT string_agg(action || ' ' || actor, '|' ORDER BY id) FROM ops.audit"));
    }

    [Fact]
    public async Task Two_people_hold_sessions_in_files_of_their_own_that_only_the_owner_reads()
    {
        var (first, second) = (SessionFile(), SessionFile());
        await LoginAsync(first, "fiona");
        await LoginAsync(second, "ida");
        Assert.StartsWith("fiona", (await RunAsync(first, "whoami")).Said);
        Assert.StartsWith("ida", (await RunAsync(second, "whoami")).Said);
        Assert.Equal(0L, await PostgresFixture.ScalarAsync<long>(
            _database,
            $"SELECT count(*) FROM ops.session WHERE encode(token_hash, 'hex') = '{File.ReadAllText(first).Trim()}'"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(first));
            File.SetUnixFileMode(first, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            Assert.Equal(HubCommand.Wrong, (await RunAsync(first, "whoami")).Code);
        }
    }

    [Fact]
    public async Task A_session_ends_with_its_time_and_with_its_users_password()
    {
        var session = SessionFile();
        await LoginAsync(session, "fiona");
        await PostgresFixture.ExecuteAsync(
            _database, "UPDATE ops.session SET opened_at = opened_at - interval '1 day', expires_at = now()");
        Assert.Contains("os:", (await RunAsync(session, "whoami")).Said);
        await LoginAsync(session, "fiona");
        await RunAsync(session, "users", "reset", "fiona");
        Assert.Contains("os:", (await RunAsync(session, "whoami")).Said);
        await LoginAsync(session, "ida");
        await RunAsync(session, "users", "remove", "ida");
        Assert.Contains("os:", (await RunAsync(session, "whoami")).Said);
    }

    [Fact]
    public async Task A_wrong_password_is_audited_and_slows_the_next_ones_down()
    {
        await using var database = new Database(_database);
        var clock = new CountingClock();
        var door = new ShellSignIn(database, clock);
        for (var i = 0; i < 5; i++)
        {
            var refusal = await Assert.ThrowsAsync<UsageException>(
                () => door.EnterAsync("fiona", "guess", "os:x", CancellationToken.None));
            Assert.Equal("The user name or the password is not right.", refusal.Message);
        }

        Assert.Equal([1, 2], clock.Waited);
        Assert.Equal(5L, await PostgresFixture.ScalarAsync<long>(
            _database,
            """
            SELECT count(*) FROM ops.audit
             WHERE action = 'session.refused' AND subject = 'fiona' AND actor = 'os:x'
            """));
        await door.EnterAsync("fiona", Password, "os:x", CancellationToken.None);
        Assert.Equal([1, 2, 4], clock.Waited);
        await door.EnterAsync("fiona", Password, "os:x", CancellationToken.None);
        Assert.Equal([1, 2, 4], clock.Waited);
        await Assert.ThrowsAsync<UsageException>(
            () => door.EnterAsync("no such user", Password, "os:x", CancellationToken.None));
    }

    [Fact]
    public async Task What_needs_a_second_person_is_refused_to_an_account_and_to_others_than_finance()
    {
        var session = SessionFile();
        var (code, said) = await RunAsync(session, "settle", "release", "1");
        Assert.Equal(HubCommand.Wrong, code);
        Assert.Contains("Sign in first: ./hub login NAME", said);
        await LoginAsync(session, "ida");
        Assert.Contains("ida has the role it", (await RunAsync(session, "settle", "release", "1")).Said);
        await LoginAsync(session, "fiona");
        Assert.Contains("Run 1 is no settlement", (await RunAsync(session, "settle", "release", "1")).Said);
        Assert.Contains(
            "Run 1 is no settlement", (await RunAsync(session, "settle", "reject", "1", "--reason", "x")).Said);
    }

    private string SessionFile() => Path.Combine(postgres.NewFolder(), "session");

    private async Task<(int Code, string Said)> LoginAsync(string session, string name)
    {
        var file = Path.Combine(postgres.NewFolder(), "password");
        await File.WriteAllTextAsync(file, Password + "\n");
        return await RunAsync(session, "login", name, "--password-file", file);
    }

    private Task<(int Code, string Said)> RunAsync(string session, params string[] words) =>
        DashboardFixture.WithDatabaseAsync(
            _database,
            async () =>
            {
                var (console, error) = (Console.Out, Console.Error);
                using var heard = new StringWriter();
                Console.SetOut(heard);
                Console.SetError(heard);
                Environment.SetEnvironmentVariable(HubPaths.SessionVariable, session);
                try
                {
                    var code = await HubCommand.RunAsync(
                        [.. words, "--config", _config, "--data", _data],
                        LoginCommands.Login(), LoginCommands.Logout(), LoginCommands.WhoAmI(), UsersCommand.Create(),
                        SettleCommand.Create());
                    return (code, heard.ToString());
                }
                finally
                {
                    Environment.SetEnvironmentVariable(HubPaths.SessionVariable, null);
                    Console.SetOut(console);
                    Console.SetError(error);
                }
            });

    /// <summary>Waits no time, and remembers for how many seconds it should have.</summary>
    private sealed class CountingClock : TimeProvider
    {
        public List<int> Waited { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waited.Add((int)dueTime.TotalSeconds);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
