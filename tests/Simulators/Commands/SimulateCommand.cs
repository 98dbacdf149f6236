using System.CommandLine;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Kingdee;
using DealerIntegration.Simulators.Rest;
using DealerIntegration.Simulators.Sap;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Simulators.U8;
using DealerIntegration.Simulators.Wms;
using DealerIntegration.Simulators.YonBip;

namespace DealerIntegration.Simulators.Commands;

/// <summary>
/// <c>simulate sap</c>, <c>wms</c> and the others: each serves one partner on loopback until it is stopped.
/// </summary>
internal static class SimulateCommand
{
    public static Command Build() => new("simulate", "Serves a simulated partner on loopback.")
    {
        Partner("sap", "An SAP-style ERP, OData V2; user HUB, password from SAP_PASSWORD.",
            "SAP_PASSWORD", SapServer.Build, [.. SapServer.OwnFaults]),
        Partner("wms", "A warehouse that speaks the Qimen way; signing secret from WMS_SECRET.",
            "WMS_SECRET", WmsServer.Build),
        Partner("http", "A system with a JSON interface; client hub, its secret from ERP_SECRET.",
            "ERP_SECRET", RestServer.Build),
        Partner("yonbip", "A YonBIP tenant; tenant demo-tenant, key demo-app-key, secret from YONBIP_SECRET.",
            "YONBIP_SECRET", YonBipServer.Build, [.. YonBipServer.OwnFaults]),
        Partner("kingdee", "A Kingdee Cloud; application's secret from KINGDEE_SECRET.",
            "KINGDEE_SECRET", K3Server.Build, FaultList.PartialFailure),
        Partner("u8", "The OpenAPI of a U8; application's secret from U8_SECRET.",
            "U8_SECRET", U8Server.Build, [.. U8Server.OwnFaults]),
    };

    private static Command Partner(
        string name, string about, string secretName, Func<SeededMonth, int, string, string?, WebApplication> build,
        params FaultKind[] ownFaults)
    {
        var (seed, period) = (Shared.Seed(), Shared.Period());
        var port = new Option<int>("--port") { Description = "0 takes a free port." };
        var state = new Option<string?>("--state") { Description = "File that keeps what was created." };
        var parent = new Option<int?>("--parent") { Description = "Stop when this process is gone.", Hidden = true };
        var fault = FaultOption.Build([.. FaultList.Common, .. ownFaults]);
        var command = new Command(name, about) { port, seed, period, state, parent, fault };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (Environment.GetEnvironmentVariable(secretName) is not { Length: > 0 } secret)
            {
                await Console.Error.WriteLineAsync($"{secretName} is not set; it is the secret the callers must know.");
                return 2;
            }

            try
            {
                var business = Shared.Make(parsed, seed, period);
                var app = build(business, parsed.GetValue(port), secret, parsed.GetValue(state));
                app.Services.GetRequiredService<PartnerParts>().Faults.Set(parsed.GetValue(fault) ?? []);
                await PartnerHost.Run(app, parsed.GetValue(parent), cancellation);
                return 0;
            }
            catch (Exception error) when (error is IOException or InvalidDataException)
            {
                // A port in use or a state file that cannot be read: the message names it.
                await Console.Error.WriteLineAsync($"simulate {name}: {error.Message}");
                return 2;
            }
        });
        return command;
    }
}
