using System.Text.Json;

namespace DealerIntegration.Simulators.Demo;

/// <summary>A simulated partner in a process of its own, and what it says was created in it.</summary>
internal sealed class Partner : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private readonly Child child;

    private Partner(Child child, string address)
    {
        this.child = child;
        Address = address;
    }

    public string Address { get; }

    /// <summary>Starts both at once; if one does not come up, the other is stopped.</summary>
    public static async Task<(Partner Sap, Partner Wms)> StartBoth(
        DemoOptions options, DemoFolder folder, IReadOnlyDictionary<string, string> secrets,
        CancellationToken cancellation)
    {
        Task<Partner>[] starts =
        [
            Start("sap", options, folder, secrets, cancellation),
            Start("wms", options, folder, secrets, cancellation),
        ];
        try
        {
            var both = await Task.WhenAll(starts);
            return (both[0], both[1]);
        }
        catch
        {
            foreach (var start in starts.Where(one => one.IsCompletedSuccessfully))
            {
                await (await start).DisposeAsync();
            }

            throw;
        }
    }

    private static async Task<Partner> Start(
        string kind, DemoOptions options, DemoFolder folder, IReadOnlyDictionary<string, string> secrets,
        CancellationToken cancellation)
    {
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var child = Child.Start(
            kind, folder.Logs, typeof(Partner).Assembly.Location,
            ["simulate", kind, "--port", "0", "--seed", $"{options.Seed}", "--period", $"{options.Period}",
                "--state", folder.PartnerMemory(kind), "--parent", $"{Environment.ProcessId}"],
            secrets,
            line =>
            {
                if (line.StartsWith("listening on ", StringComparison.Ordinal))
                {
                    listening.TrySetResult(line["listening on ".Length..].Trim());
                }
            });
        try
        {
            var ended = child.Wait(cancellation);
            return await Task.WhenAny(listening.Task, ended) == listening.Task
                ? new Partner(child, await listening.Task)
                : throw child.Failure($"The simulated {kind} ended with code {await ended} before it listened.");
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>The documents of one kind it holds.</summary>
    public async Task<Created> Holds(string documents, CancellationToken cancellation)
    {
        using var state = JsonDocument.Parse(await Http.GetStringAsync(Address + "/admin/state", cancellation));
        var kind = state.RootElement.GetProperty(documents);
        return new Created(
            kind.GetProperty("created").GetInt32(),
            kind.GetProperty("repeated").GetInt32(),
            kind.TryGetProperty("byDealer", out var dealers)
                ? dealers.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetInt32())
                : []);
    }

    public ValueTask DisposeAsync() => child.DisposeAsync();
}

/// <summary>Documents a partner was told to create; <c>Repeated</c> counts keys that came a second time.</summary>
internal sealed record Created(int Count, int Repeated, IReadOnlyDictionary<string, int> ByDealer);
