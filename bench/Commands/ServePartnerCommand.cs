using System.CommandLine;
using DealerIntegration.Bench.Sync;

namespace DealerIntegration.Bench.Commands;

/// <summary>The process in which the partner of a sync bench lives.</summary>
internal static class ServePartnerCommand
{
    public static Command Create()
    {
        var orders = new Argument<int>("orders");
        var pageSize = new Argument<int>("page-size");
        var command = new Command(PartnerProcess.Command) { orders, pageSize };
        command.Hidden = true;
        command.SetAction(async (parsed, cancel) =>
        {
            await PartnerServer.ServeAsync(parsed.GetValue(orders), parsed.GetValue(pageSize), cancel);
            return 0;
        });
        return command;
    }
}
