using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace DealerIntegration.Simulators.Serving;

/// <summary>A simulated partner that is called over HTTP on loopback (网络舞台).</summary>
internal abstract class HttpStage(IPartnerWire wire, TimeProvider time, params IReadOnlyList<FaultKind> ownFaults)
    : Stage
{
    private WebApplication? app;

    public override Faults Faults => Parts.Faults;

    public override PartnerClock Clock => Parts.Clock;

    public override Traffic Traffic => Parts.Traffic;

    protected PartnerParts Parts { get; } = new(wire, time, ownFaults);

    public override async Task StartAsync()
    {
        app = Build();
        // The second address is the other host that redirects name: nobody has any business there.
        app.Urls.Add("http://127.0.0.1:0");
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        (Address, Parts.OtherHost) = (addresses.First(), addresses.Last());
    }

    public override async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    /// <summary>The partner as <see cref="PartnerHost.Build"/> makes it on port 0, with its routes.</summary>
    protected abstract WebApplication Build();
}
