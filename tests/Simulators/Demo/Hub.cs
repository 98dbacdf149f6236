using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace DealerIntegration.Simulators.Demo;

/// <summary>The hub, used only as any user would: by its commands, its folders and its health page.</summary>
internal sealed class Hub(string worker, DemoFolder folder, IReadOnlyDictionary<string, string> secrets)
    : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    private Child? service;

    public string Address { get; private set; } = "";

    private string HubFile => Path.Combine(folder.Config, "hub.json");

    /// <summary>Starts the service and waits until it says that it is ready.</summary>
    /// <exception cref="DemoFailure">It ended or took more than two minutes.</exception>
    public async Task Serve(CancellationToken cancellation)
    {
        Address = FreeAddress();
        // The hub's other commands tell the dashboard's address, too; they know it from the file.
        JsonText.Change(HubFile, "dashboard.address", _ => Address);
        service = Start("hub-serve", ["serve", "--url", Address], null);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (!await IsReady(patience.Token))
        {
            cancellation.ThrowIfCancellationRequested();
            if (service.Ended)
            {
                throw service.Failure("The hub did not start.");
            }

            if (patience.IsCancellationRequested)
            {
                throw service.Failure($"The hub did not answer {Address}/health within two minutes.");
            }

            await Task.Delay(200, cancellation);
        }
    }

    /// <summary>Runs the month; every line of progress goes to <paramref name="told"/>.</summary>
    public async Task RunMonth(Person person, string period, Action<string> told, CancellationToken cancellation)
    {
        var child = Start(
            "hub-run-month", ["run", "month", "--period", period, "--wait", "--progress", "json"], told, person);
        await Finish(child, "The month's run failed", cancellation);
    }

    /// <summary>Releases what was prepared.</summary>
    public async Task Release(Person person, string period, Action<string> told, CancellationToken cancellation)
    {
        foreach (var run in (await Settlements(period, cancellation))
            .Where(line => line.State == "prepared").Select(line => line.Run).Distinct())
        {
            var release = Start("hub-release", ["settle", "release", $"{run}", "--progress", "json"], told, person);
            await Finish(release, $"The release of settlement {run} failed", cancellation);
        }
    }

    /// <summary>Settles the rebates of a month once more.</summary>
    public async Task Settle(Person person, string period, Action<string> told, CancellationToken cancellation)
    {
        var settle = Start("hub-settle", ["settle", "--period", period, "--progress", "json"], told, person);
        await Finish(settle, "Settling again failed", cancellation);
    }

    /// <summary>Sends the notes to the ERP, and the settlements to the dealers: they wait for the release.</summary>
    public async Task Deliver(Person person, string period, Action<string> told, CancellationToken cancellation)
    {
        var deliver = Start(
            "hub-deliver",
            ["run", "deliver", "--scope", "sap", "--period", period, "--wait", "--progress", "json"],
            told,
            person);
        await Finish(deliver, "The delivery of the notes failed", cancellation);
        var statements = Start(
            "hub-statements", ["run", "statements", "--period", period, "--wait", "--progress", "json"], told, person);
        await Finish(statements, "The settlements for the dealers failed", cancellation);
    }

    public async Task<IReadOnlyList<SettlementLine>> Settlements(string period, CancellationToken cancellation)
    {
        var child = Start(
            "hub-settlements", ["settlements", "--period", period, "--json", folder.Settlements], null);
        await Finish(child, "The list of settlements failed", cancellation);
        return SettlementLine.Read(folder.Settlements);
    }

    /// <summary>Takes in what lies in the dealers' folders.</summary>
    public async Task TakeFiles(Person person, string period, Action<string> told, CancellationToken cancellation)
    {
        var uploads = Start(
            "hub-uploads", ["run", "uploads", "--period", period, "--wait", "--progress", "json"], told, person);
        await Finish(uploads, "Taking in the dealers' files failed", cancellation);
    }

    public async Task<IReadOnlyList<ListedCase>> Cases(CancellationToken cancellation)
    {
        await Ask("hub-cases", null, cancellation, "cases", "--json", folder.Cases);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(folder.Cases, cancellation));
        return
        [
            .. json.RootElement.EnumerateArray().Select(one => new Lenient(one)).Select(row => new ListedCase(
                row.Text("number"), row.Text("dealerCode"), row.Text("productCode"), row.Text("areaCode"),
                row.Text("state"))),
        ];
    }

    /// <summary>Runs a command that must end well, and returns what it printed.</summary>
    public async Task<IReadOnlyList<string>> Ask(
        string name, Person? person, CancellationToken cancellation, params string[] arguments)
    {
        var lines = new ConcurrentQueue<string>();
        await Finish(
            Start(name, arguments, lines.Enqueue, person), $"{string.Join(' ', arguments.Take(2))} failed",
            cancellation);
        return [.. lines];
    }

    /// <summary>Runs a command that may end in an error, and returns its code and what it printed.</summary>
    public async Task<(int Code, IReadOnlyList<string> Lines)> Try(
        string name, CancellationToken cancellation, params string[] arguments)
    {
        var lines = new ConcurrentQueue<string>();
        await using var child = Start(name, arguments, lines.Enqueue);
        return (await child.Wait(cancellation), [.. lines]);
    }

    /// <summary>Lets somebody in whom the hub has not known.</summary>
    public Task SignIn(Person person, CancellationToken cancellation) => person.SignIn(async arguments =>
    {
        await using var child = Start($"hub-{arguments[0]}-{person.Name}", arguments, null, person);
        return await child.Wait(cancellation) == 0;
    });

    /// <summary>Compares documents about goods: invoices with receipts, or a dealer's count with both.</summary>
    public async Task Compare(
        string books, string? dealer, string period, Action<string> told, CancellationToken cancellation)
    {
        string[] of = dealer is null ? [] : ["--dealer", dealer];
        var child = Start(
            $"hub-reconcile-{books}{dealer}",
            ["reconcile", "--books", books, "--period", period, .. of, "--progress", "json"],
            told);
        await Finish(child, $"Comparing {books} {dealer} failed", cancellation);
    }

    public async Task<HubSummary> Summarise(string period, CancellationToken cancellation)
    {
        File.Delete(folder.Summary);
        var child = Start("hub-summary", ["summary", "--period", period, "--json", folder.Summary], null);
        await Finish(child, "The hub's summary failed", cancellation);
        return File.Exists(folder.Summary)
            ? HubSummary.Read(folder.Summary)
            : throw new DemoFailure($"hub summary ended well but wrote no {folder.Summary}.");
    }

    public ValueTask DisposeAsync() => service?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Child Start(
        string name, IEnumerable<string> arguments, Action<string>? output, Person? person = null)
    {
        var environment = secrets.ToDictionary();
        if (person is not null)
        {
            environment[person.Session.Name] = person.Session.Value;
        }

        return Child.Start(
            name, folder.Logs, worker, [.. arguments, "--config", folder.Config, "--data", folder.Data], environment,
            output);
    }

    private async Task Finish(Child child, string what, CancellationToken cancellation)
    {
        await using (child)
        {
            var running = child.Wait(cancellation);
            var gone = service!.Wait(cancellation);
            if (await Task.WhenAny(running, gone) == gone && !cancellation.IsCancellationRequested && !child.Ended)
            {
                throw service.Failure($"The hub's service ended with code {await gone} while {child.Name} ran.");
            }

            var code = await running;
            if (code != 0)
            {
                throw child.Failure($"{what} with code {code}.");
            }
        }
    }

    private async Task<bool> IsReady(CancellationToken cancellation)
    {
        try
        {
            using var answer = await Http.GetAsync(Address + "/health", cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            // Not listening yet, or slow: the caller counts the time.
            return false;
        }
    }

    /// <summary>The configured address, unless somebody else listens there.</summary>
    private string FreeAddress()
    {
        var lenient = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip };
        using var hub = JsonDocument.Parse(File.ReadAllText(HubFile), lenient);
        var address = hub.RootElement.TryGetProperty("dashboard", out var dashboard)
            && dashboard.TryGetProperty("address", out var text) ? text.GetString() : null;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var wanted))
        {
            throw new DemoFailure($"{HubFile}: dashboard.address '{address}' is not an address.");
        }

        return IsFree(wanted.Port) ? wanted.GetLeftPart(UriPartial.Authority) : $"http://127.0.0.1:{AnyFreePort()}";
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int AnyFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
