using DealerIntegration.Worker.Dashboard;
using DealerIntegration.Worker.Dashboard.Access;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Storage;
using DealerIntegration.Worker.Tests.Months;
using DealerIntegration.Worker.Tests.Secrecy;
using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DealerIntegration.Worker.Tests.Dashboard;

/// <summary>The real hub on a free port: its own database, one user of each role, a clock to move.</summary>
public sealed class DashboardFixture(PostgresFixture postgres) : IAsyncLifetime
{
    public const string Password = "correct horse battery staple";

    // The variable that names the database, and Hangfire's current storage, belong to the whole process.
    private static readonly SemaphoreSlim Opening = new(1);

    private HubStart? _hub;

    private WebApplication? _app;

    internal HubStart Hub => _hub ?? throw new InvalidOperationException("The hub is not open.");

    internal MovableClock Clock { get; } = new();

    internal HeardLog Log { get; } = new();

    public string Database => Hub.ConnectionString;

    public string Outbox => Hub.Paths.Resolve(Hub.Options.Folders.Outbox);

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public async ValueTask InitializeAsync()
    {
        _hub = await OpenAsync(postgres);
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddHub(_hub).AddHubWorkers(1).AddDashboard(_hub);
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(Log));
        builder.Services.AddSingleton<IPipeline, QuietPipeline>();
        builder.Services.AddSingleton<IStatementStandings, NoStatements>();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        _app = await BuildAsync(builder);
        _app.MapDashboard();
        await _app.StartAsync();
        var listening = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(listening.Addresses.Single());
        var users = _app.Services.GetRequiredService<UserStore>();
        await users.AddAsync("ida", Roles.It, PasswordHash.Create(Password), CancellationToken.None);
        await users.AddAsync("fiona", Roles.Finance, PasswordHash.Create(Password), CancellationToken.None);
        await users.AddAsync("carl", Roles.Channel, PasswordHash.Create(Password), CancellationToken.None);
        await users.AddAsync("cora", Roles.Channel, PasswordHash.Create(Password), CancellationToken.None);
        await users.AddAsync("vera", Roles.Viewer, PasswordHash.Create(Password), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }
    }

    /// <summary>A browser that has not signed in.</summary>
    public Browser Open() => new(Address);

    /// <summary>A browser with a session of the user.</summary>
    public async Task<Browser> SignInAsync(string user)
    {
        var browser = Open();
        using var answer = await browser.SignInAsync(user, Password);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    internal static async Task<HubStart> OpenAsync(PostgresFixture postgres) => await WithDatabaseAsync(
        await postgres.NewDatabaseAsync(),
        async () => await HubStart.OpenAsync(
            await ConfigAsync(postgres), postgres.NewFolder(), CancellationToken.None));

    /// <summary>Does something that asks the environment for the hub's database.</summary>
    internal static async Task<T> WithDatabaseAsync<T>(string database, Func<Task<T>> work)
    {
        await Opening.WaitAsync();
        try
        {
            Environment.SetEnvironmentVariable(HubStart.DatabaseVariable, database);
            return await work();
        }
        finally
        {
            Environment.SetEnvironmentVariable(HubStart.DatabaseVariable, null);
            Opening.Release();
        }
    }

    // Hangfire hands its storage over in a static field: two hubs of one process that are built at the same moment
    // could get each other's. A hub of its own process cannot.
    private static async Task<WebApplication> BuildAsync(WebApplicationBuilder builder)
    {
        await Opening.WaitAsync();
        try
        {
            var app = builder.Build();
            app.Services.GetRequiredService<JobStorage>();
            return app;
        }
        finally
        {
            Opening.Release();
        }
    }

    internal static async Task<string> ConfigAsync(PostgresFixture postgres)
    {
        var config = postgres.NewFolder();
        await File.WriteAllTextAsync(
            Path.Combine(config, "hub.json"),
            """
            {
              "principal": { "name": "示范", "timeZone": "Asia/Shanghai" },
              "partners": { "erp": "sap", "warehouse": "wms" },
              "folders": { "drop": "drop", "outbox": "outbox", "settleSeconds": 0 },
              "work": { "workers": 1, "leaseSeconds": 30, "recoverySeconds": 1, "chunkAttempts": 2,
                        "dealersPerChunk": 10 },
              "dashboard": { "address": "http://127.0.0.1:5080" }
            }
            """);
        foreach (var file in new[] { "diversion.json", "areas.csv" })
        {
            File.Copy(Repository.Path(Path.Combine("config", file)), Path.Combine(config, file));
        }

        return config;
    }
}

/// <summary>The machine's clock, moved by hand.</summary>
internal sealed class MovableClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
