using System.Text.Json;
using DealerIntegration.Connectors.Tests;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Retail;
using DealerIntegration.Worker.Tests;

namespace DealerIntegration.Examples.Tests.OnlineRetail;

/// <summary>
/// The walk of examples/online-retail/README.md, once for all tests: import twice, settle and release, settle again,
/// settle the year, ledgers with planted differences, reconcile. The tests then look at what came of it.
/// </summary>
public sealed class RetailWalk(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Period = "2011-11";
    private const string Connector = "examples/online-retail/connector.json";
    private const string Ledgers = "examples/online-retail/ledgers.json";
    private const string Policies = "examples/online-retail/policies";
    private const string YearPolicies = "examples/online-retail/policies-year";

    private string _folder = "";
    private RetailTruth? _truth;

    internal string? Invoices { get; private set; }

    internal string Database { get; private set; } = "";

    internal RunFigures FirstImport { get; private set; } = RunFigures.None;

    internal RunFigures SecondImport { get; private set; } = RunFigures.None;

    internal RunFigures FirstSettlement { get; private set; } = RunFigures.None;

    internal RunFigures Release { get; private set; } = RunFigures.None;

    internal RunFigures SecondSettlement { get; private set; } = RunFigures.None;

    /// <summary>Half a year, the whole, and the whole again, under the policies of the year.</summary>
    internal IReadOnlyList<RunFigures> YearSettlements { get; private set; } = [];

    internal RunFigures LedgerImport { get; private set; } = RunFigures.None;

    internal RunFigures Reconciliation { get; private set; } = RunFigures.None;

    internal Said RejectedRows { get; private set; } = new(0, "", "");

    internal RetailTruth Truth => _truth ?? throw new InvalidOperationException("The walk has not been made.");

    internal static Month Month { get; } = Simulators.Business.Month.TryParse(Period, out var month) ? month : default;

    public async ValueTask InitializeAsync()
    {
        Invoices = SharedData.Find("online_retail/by-day");
        if (Invoices is null)
        {
            return;
        }

        _folder = postgres.NewFolder();
        Database = await postgres.NewDatabaseAsync();
        var (ledgers, truth) = (Path.Combine(_folder, "ledgers"), Path.Combine(_folder, "truth.json"));
        (await Tool.SimulatorsAsync(
            "retail", "ledgers", "--invoices", Invoices, "--period", Period, "--seed", "7", "--out", ledgers,
            "--truth", truth)).Succeeded();
        _truth = JsonSerializer.Deserialize<RetailTruth>(await File.ReadAllTextAsync(truth), RetailTruth.Json);

        await SignInAsync("prepares");
        await SignInAsync("releases");
        FirstImport = await RunAsync("prepares", "import", Connector, "--address", Invoices);
        SecondImport = await RunAsync("prepares", "import", Connector, "--address", Invoices);
        RejectedRows = await Tool.HubAsync(Database, _folder, "rejected", "--run", $"{FirstImport.Id}", "--limit", "3");
        FirstSettlement = await RunAsync("prepares", "settle", "--period", Period, "--policies", Policies);
        Release = await RunAsync("releases", "settle", "release", $"{FirstSettlement.Id}");
        SecondSettlement = await RunAsync("prepares", "settle", "--period", Period, "--policies", Policies);
        var halfYear = await SettleYearAsync("2011-06");
        // The worst moment for the server to count its tables: whatever follows is not in its figures.
        await PostgresFixture.ExecuteAsync(Database, "ANALYZE");
        YearSettlements =
        [
            halfYear, await SettleYearAsync("2011-12"),
            await RunAsync("prepares", "settle", "--period", "2011-12", "--policies", YearPolicies),
        ];
        LedgerImport = await RunAsync("prepares", "import", Ledgers, "--address", ledgers);
        Reconciliation = await RunAsync("prepares", "reconcile", "--period", Period);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Leaves a test out, with the reason, where the data set is not at hand.</summary>
    internal RetailWalk Require()
    {
        Assert.SkipWhen(
            Invoices is null,
            "The data set online_retail/by-day is not here; set HUB_SHARED_DATA to the folder that holds it.");
        return this;
    }

    internal Task<List<T>> QueryAsync<T>(string sql, Func<Npgsql.NpgsqlDataReader, T> row) =>
        Rows.QueryAsync(Database, sql, row);

    private async Task SignInAsync(string person)
    {
        var password = Path.Combine(_folder, $"password-{person}");
        (await HubAsync(person, "users", "add", person, "--role", "finance", "--password-file", password)).Succeeded();
        (await HubAsync(person, "login", person, "--password-file", password)).Succeeded();
    }

    private async Task<RunFigures> SettleYearAsync(string upTo)
    {
        var settled = await RunAsync("prepares", "settle", "--period", upTo, "--policies", YearPolicies);
        await RunAsync("releases", "settle", "release", $"{settled.Id}");
        return settled;
    }

    private Task<Said> HubAsync(string person, params string[] arguments) =>
        Tool.HubAsync(Database, _folder, Path.Combine(_folder, $"session-{person}"), arguments);

    private async Task<RunFigures> RunAsync(string person, params string[] arguments)
    {
        var json = Path.Combine(_folder, $"figures-{Guid.NewGuid():N}.json");
        var said = (await HubAsync(person, [.. arguments, "--json", json])).Succeeded();
        return RunFigures.Read(await File.ReadAllTextAsync(json), said.Output);
    }
}
