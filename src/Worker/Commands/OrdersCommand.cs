using System.CommandLine;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Orders;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub orders</c>: take a dealer's order back at the warehouses and in the ERP (撤单); what warehouses made of what
/// they were asked (履约); whether their stock fits their reports (库存核对).
/// </summary>
internal static class OrdersCommand
{
    public static Command Create() => new("orders", "Orders that dealers sent, and what warehouses make of them")
    {
        Withdraw(), FulfilmentCommand.Create(), WarehouseStockCommand.Create(),
    };

    private static Command Withdraw()
    {
        var number = new Argument<string>("number") { Description = "The dealer's own order number" };
        var dealer = new Option<string>("--dealer") { Description = "Code of the dealer", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why; the partners are told", Required = true };
        var command = new Command(
            "withdraw", "Take an order back: at the warehouses, and once they have let go, in the ERP")
        {
            number, dealer, reason, RunCommand.Progress, RunCommand.Json, RunCommand.Workers,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                var back = new OrderBack(
                    parsed.GetRequiredValue(dealer), parsed.GetRequiredValue(number), parsed.GetRequiredValue(reason));
                var by = await Caller.NameAsync(hub, cancel);
                foreach (var request in Steps(hub, back, by))
                {
                    var code = await RunCommand.ExecuteAsync(
                        hub, request, parsed, parsed.GetValue(RunCommand.Workers), wait: true, cancel);
                    if (code != 0)
                    {
                        return code;
                    }
                }

                return 0;
            },
            cancel));
        return command;
    }

    // Asked, answered by the warehouses, asked further, answered by the ERP, and told how it stands.
    private static IEnumerable<RunRequest> Steps(HubStart hub, OrderBack back, string by)
    {
        var withdraw = new RunRequest(WithdrawOrderPipeline.PipelineName, back.Scope, null, by, back.ToJson());
        yield return withdraw;
        yield return new RunRequest("deliver", hub.Options.Partners.Warehouse, null, by);
        yield return withdraw;
        yield return new RunRequest("deliver", hub.Options.Partners.Erp, null, by);
        yield return withdraw;
    }
}
