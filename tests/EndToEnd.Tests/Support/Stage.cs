using System.Net.Http.Json;
using System.Text.RegularExpressions;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Dealers;
using DealerIntegration.Simulators.Demo;
using DealerIntegration.Worker.Hosting;
using Npgsql;

namespace DealerIntegration.EndToEnd.Tests.Support;

/// <summary>
/// Everything around a hub, each part a process of its own: an ERP, a warehouse, the dealers' folders, a configuration
/// pointed at them and an empty database. The hub itself is started by the test, as often as it likes. Whatever was
/// started ends with the stage.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string SapPassword = "sap secret of this test";

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private static readonly DemoOptions Demo = new(
        Month.TryParse(Programs.Period, out var month) ? month : default, 1, true, null, null, null, null);

    private readonly Dictionary<string, string> _environment;
    private readonly List<Child> _started = [];
    private int _programs;
    private Partner? _sap;
    private Partner? _wms;

    private Stage(DemoFolder folder, string database)
    {
        Folder = folder;
        Database = database;
        _environment = new Dictionary<string, string>
        {
            ["SAP_PASSWORD"] = SapPassword,
            ["WMS_SECRET"] = "wms secret of this test",
            ["HUB_DATABASE"] = database,
            [Programs.Quick.Name] = Programs.Quick.Value,
        };
    }

    public DemoFolder Folder { get; }

    public Partner Sap => _sap ?? throw new InvalidOperationException("This stage has no partners.");

    public Partner Wms => _wms ?? throw new InvalidOperationException("This stage has no partners.");

    public string Database { get; }

    public string HubFile => Path.Combine(Folder.Config, "hub.json");

    /// <summary>With partners and full drop folders: a whole month can run.</summary>
    public static async Task<Stage> OpenAsync(PostgresFixture postgres)
    {
        var stage = await WithoutPartnersAsync(postgres);
        try
        {
            DropFolder.Fill(stage.Folder.Drop, SeededMonth.Make(Demo.Seed, Demo.Period));
            (stage._sap, stage._wms) = await Partner.StartBoth(
                Demo, stage.Folder, stage._environment, CancellationToken.None);
            stage.Configure(stage.Sap.Address, stage.Wms.Address);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Only a database, a configuration and folders.</summary>
    public static async Task<Stage> WithoutPartnersAsync(PostgresFixture postgres)
    {
        var folder = new DemoFolder(postgres.NewFolder());
        folder.Create(Demo);
        var stage = new Stage(folder, await postgres.NewDatabaseAsync());
        stage.Configure($"http://127.0.0.1:{LoopbackPort.Free()}", $"http://127.0.0.1:{LoopbackPort.Free()}");
        return stage;
    }

    /// <summary>Changes a number in the hub's own configuration.</summary>
    public void Set(string name, int value) =>
        Edit(HubFile, new Regex($"\"{name}\": \\d+"), $"\"{name}\": {value}");

    public static void Edit(string file, Regex old, string fresh)
    {
        var text = File.ReadAllText(file);
        Assert.Matches(old, text);
        File.WriteAllText(file, old.Replace(text, fresh, 1));
    }

    /// <summary>Starts a hub's service and waits until it says that it is ready.</summary>
    public async Task<(Child Process, string Address)> ServeAsync(int workers = 2)
    {
        var address = $"http://127.0.0.1:{LoopbackPort.Free()}";
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var service = Start(
            ["serve", "--url", address, "--workers", $"{workers}"],
            line =>
            {
                if (line.Contains("The hub is ready", StringComparison.Ordinal))
                {
                    ready.TrySetResult();
                }
            });
        if (await Task.WhenAny(ready.Task, service.Wait(CancellationToken.None), Task.Delay(Patience)) != ready.Task)
        {
            throw service.Failure("The hub did not start.");
        }

        return (service, address);
    }

    /// <summary>Runs one command of the hub to its end.</summary>
    public Task<Told> HubAsync(params string[] arguments) => HubAsync(null, arguments);

    /// <summary>Runs one command as somebody who has signed in.</summary>
    public async Task<Told> HubAsync(Person? person, params string[] arguments)
    {
        using var late = new CancellationTokenSource(Patience);
        return await Told.ByAsync(Start(arguments, person: person), late.Token);
    }

    /// <summary>The one who prepares and the one who releases, both signed in.</summary>
    public async Task<(Person Prepares, Person Releases)> SignInAsync()
    {
        var people = (Prepares: new Person("prepares", Folder), Releases: new Person("releases", Folder));
        foreach (var person in new[] { people.Prepares, people.Releases })
        {
            await person.SignIn(async arguments => (await HubAsync(person, arguments)).Code == 0);
        }

        return people;
    }

    /// <summary>A month to its very end: prepared by one, released by another, notes and workbooks out.</summary>
    public async Task RunMonthAsync()
    {
        var (prepares, releases) = await SignInAsync();
        (await HubAsync(prepares, "run", "month", "--period", Programs.Period, "--wait")).MustEndWith(0);
        (await HubAsync(releases, "settle", "release", await SettlementAsync())).MustEndWith(0);
        (await HubAsync("run", "deliver", "--scope", "sap", "--period", Programs.Period, "--wait")).MustEndWith(0);
        (await HubAsync("run", "statements", "--period", Programs.Period, "--wait")).MustEndWith(0);
    }

    /// <summary>The settlement that waits.</summary>
    public Task<string> SettlementAsync() => AskAsync<string>(
        "SELECT max(run_id)::text FROM delivery.settlement_line WHERE state = 'prepared'");

    public Child Start(string[] arguments, Action<string>? output = null, Person? person = null)
    {
        var environment = new Dictionary<string, string>(_environment);
        if (person is not null)
        {
            environment[person.Session.Name] = person.Session.Value;
        }

        var name = $"{++_programs:00}-{arguments[0]}";
        var child = Leftovers.Keep(Child.Start(
            name, Folder.Logs, Programs.Worker, [.. arguments, "--config", Folder.Config, "--data", Folder.Data],
            environment, output));
        _started.Add(child);
        return child;
    }

    /// <summary>Sets a variable for the programs that are started from now on.</summary>
    public void Environment(string name, string value) => _environment[name] = value;

    /// <summary>Makes the next requests at a partner go wrong.</summary>
    public static async Task FaultAsync(Partner partner, string kind, int count)
    {
        using var answer = await Http.PostAsJsonAsync(
            partner.Address + "/admin/faults", new Dictionary<string, int> { [kind] = count });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What the partner was told to create, as it tells itself.</summary>
    public static Task<string> StateAsync(Partner partner) => Http.GetStringAsync(partner.Address + "/admin/state");

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync() is T value
            ? value
            : throw new InvalidOperationException($"No {typeof(T).Name} came back for: {sql}");
    }

    /// <summary>Asks until the answer is yes; fails with <paramref name="what"/> when that takes too long.</summary>
    public async Task UntilAsync(string what, string sql, TimeSpan? patience = null)
    {
        var until = DateTime.UtcNow + (patience ?? Patience);
        while (!await AskAsync<bool>(sql))
        {
            Assert.True(DateTime.UtcNow < until, $"Waited in vain until {what}.");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var child in _started)
        {
            await Leftovers.EndAsync(child);
        }

        foreach (var partner in new[] { _sap, _wms }.OfType<Partner>())
        {
            await partner.DisposeAsync();
        }

        await using var connection = new NpgsqlConnection(Database);
        NpgsqlConnection.ClearPool(connection);
    }

    private void Configure(string sap, string wms)
    {
        ConfigCopy.Write(Programs.Root, Folder, sap, wms);
        // A worker's death is noticed within seconds instead of half a minute, and no test waits for a file to settle.
        Set("leaseSeconds", 3);
        Set("recoverySeconds", 1);
        Set("settleSeconds", 0);
    }
}
