using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace DealerIntegration.Simulators.Serving;

/// <summary>
/// A simulated partner inside the process of a test (测试舞台): it holds one list to pull, takes documents, has faults on
/// switches and a clock of its own, and tells afterwards what reached it and what came of it.
/// </summary>
internal abstract class Stage(IPartnerWire wire, TimeProvider time, params IReadOnlyList<FaultKind> ownFaults)
    : IAsyncDisposable
{
    /// <summary>Whatever the callers must know: password, signing secret, client secret.</summary>
    public const string Secret = "stage-canary-8d21f0";

    private WebApplication? app;

    public string Address { get; private set; } = "";

    public Faults Faults => Parts.Faults;

    public PartnerClock Clock => Parts.Clock;

    public Traffic Traffic => Parts.Traffic;

    public StageRecords Records { get; } = new();

    /// <summary>The numbers of the partner's own that each of our keys got: more than one is an effect too many.
    /// </summary>
    public abstract IReadOnlyDictionary<string, IReadOnlyList<string>> Effects { get; }

    protected PartnerParts Parts { get; } = new(wire, time, ownFaults);

    public async Task StartAsync()
    {
        app = Build();
        // The second address is the other host that redirects name: nobody has any business there.
        app.Urls.Add("http://127.0.0.1:0");
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        (Address, Parts.OtherHost) = (addresses.First(), addresses.Last());
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    /// <summary>The partner as <see cref="PartnerHost.Build"/> makes it on port 0, with its routes.</summary>
    protected abstract WebApplication Build();
}
