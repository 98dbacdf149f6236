using DealerIntegration.Worker.Dashboard;
using DealerIntegration.Worker.Dashboard.Access;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Dashboard;

public sealed class FirstUserTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Tells_the_password_of_the_first_user_once()
    {
        await using var hub = await DashboardFixture.OpenAsync(postgres);
        await using var database = new Database(hub.ConnectionString);
        var users = new UserStore(database);
        using var console = new StringWriter();
        var first = new FirstUser(database, users, hub.Paths, console);
        await first.EnsureAsync(CancellationToken.None);

        var password = (await File.ReadAllTextAsync(first.PasswordFile)).Trim();
        Assert.Contains($"admin{Environment.NewLine}    password  {password}", console.ToString());
        Assert.Contains(first.PasswordFile, console.ToString());
        var user = Assert.Single(await users.AllAsync(CancellationToken.None));
        Assert.Equal((FirstUser.Name, Roles.It), (user.Name, user.Role));
        Assert.True(PasswordHash.Verify(password, user.PasswordHash));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(first.PasswordFile));
        }

        var told = console.ToString();
        await first.EnsureAsync(CancellationToken.None);
        Assert.Equal(told, console.ToString());
        Assert.Equal(1, await PostgresFixture.ScalarAsync<long>(
            hub.ConnectionString, "SELECT count(*) FROM ops.audit WHERE action = 'user.add' AND subject = 'admin'"));
    }

    [Fact]
    public async Task Lets_one_of_many_processes_make_the_user()
    {
        await using var hub = await DashboardFixture.OpenAsync(postgres);
        await using var database = new Database(hub.ConnectionString);
        var users = new UserStore(database);
        var consoles = Enumerable.Range(0, 6).Select(_ => new StringWriter()).ToList();
        await Task.WhenAll(consoles.Select(console => Task.Run(
            () => new FirstUser(database, users, hub.Paths, console).EnsureAsync(CancellationToken.None))));

        var told = Assert.Single(consoles, c => c.ToString().Length > 0).ToString();
        var user = Assert.Single(await users.AllAsync(CancellationToken.None));
        var password = told.Split("password")[1].Split('\n')[0].Trim();
        Assert.True(PasswordHash.Verify(password, user.PasswordHash));
    }

    [Fact]
    public async Task Makes_no_user_where_there_is_one_of_another_name()
    {
        await using var hub = await DashboardFixture.OpenAsync(postgres);
        await using var database = new Database(hub.ConnectionString);
        var users = new UserStore(database);
        await users.AddAsync("ida", Roles.Viewer, PasswordHash.OfNobody, CancellationToken.None);
        using var console = new StringWriter();
        await new FirstUser(database, users, hub.Paths, console).EnsureAsync(CancellationToken.None);
        Assert.Equal("", console.ToString());
        Assert.Single(await users.AllAsync(CancellationToken.None));
    }
}
