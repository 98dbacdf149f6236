using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Dashboard.Access;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Dashboard;

public sealed class UsersCommandTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Adds_users_gives_new_passwords_and_removes_users_with_an_audit_row_each()
    {
        var connectionString = await postgres.NewDatabaseAsync();
        var config = await DashboardFixture.ConfigAsync(postgres);
        await using var database = new Database(connectionString);
        var users = new UserStore(database);

        var (code, said) = await RunAsync("add", "Vera", "--role", "viewer");
        Assert.Equal(0, code);
        var user = await users.FindAsync("vera", CancellationToken.None);
        Assert.NotNull(user);
        Assert.Equal(Roles.Viewer, user.Role);
        Assert.True(PasswordHash.Verify(said.Trim().Split('\n')[^1].Trim(), user.PasswordHash));

        Assert.Equal(HubCommand.Wrong, (await RunAsync("add", "vera", "--role", "it")).Code);
        Assert.Equal(HubCommand.Wrong, (await RunAsync("add", "ve ra", "--role", "it")).Code);
        Assert.NotEqual(0, (await RunAsync("add", "otto", "--role", "king")).Code);

        (code, said) = await RunAsync("reset", "vera");
        Assert.Equal(0, code);
        var after = await users.FindAsync("vera", CancellationToken.None);
        Assert.NotEqual(user.PasswordHash, after!.PasswordHash);
        Assert.True(PasswordHash.Verify(said.Trim().Split('\n')[^1].Trim(), after.PasswordHash));

        Assert.Equal(0, (await RunAsync("remove", "vera")).Code);
        Assert.Equal(HubCommand.Wrong, (await RunAsync("reset", "vera")).Code);
        Assert.Empty(await users.AllAsync(CancellationToken.None));
        Assert.Equal("user.add user.add user.reset user.remove user.reset", await PostgresFixture.ScalarAsync<string>(
            connectionString, "SELECT string_agg(action, ' ' ORDER BY id) FROM ops.audit WHERE subject = 'vera'"));

        Task<(int Code, string Said)> RunAsync(params string[] words) => DashboardFixture.WithDatabaseAsync(
            connectionString,
            async () =>
            {
                var console = Console.Out;
                using var heard = new StringWriter();
                Console.SetOut(heard);
                try
                {
                    string[] line = ["users", .. words, "--config", config, "--data", postgres.NewFolder()];
                    return (await HubCommand.RunAsync(line, UsersCommand.Create()), heard.ToString());
                }
                finally
                {
                    Console.SetOut(console);
                }
            });
    }
}
