using System.CommandLine;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Settle;
using DealerIntegration.Worker.Rebates;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub settle</c> (返利结算): what was earned in a period, less what was posted before, is prepared; a second person
/// releases or rejects it.
/// </summary>
internal static class SettleCommand
{
    private static readonly Option<string?> Dealer = new("--dealer")
    {
        Description = "One dealer's code instead of all",
    };

    private static readonly Argument<long> Run = new("run")
    {
        Description = "Number of the settlement's run, as hub settlements lists it",
    };

    public static Command Create()
    {
        var policies = new Option<string?>("--policies")
        {
            Description = "Folder of policies instead of config/rebates",
        };
        var command = new Command("settle", "Prepare the settlement of rebates; posts nothing until it is released")
        {
            RunCommand.Period, Dealer, policies, RunCommand.Progress, RunCommand.Json, RunCommand.Workers, Release(),
            Reject(),
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub => await RunCommand.ExecuteAsync(
                hub,
                new RunRequest(
                    "settle", parsed.GetValue(Dealer) ?? "", RunCommand.RequiredPeriod(parsed),
                    await Caller.NameAsync(hub, cancel), SettlePipeline.Parameters(parsed.GetValue(policies))),
                parsed,
                parsed.GetValue(RunCommand.Workers),
                wait: true,
                cancel),
            cancel));
        return command;
    }

    private static Command Release()
    {
        var policy = new Option<string?>("--policy") { Description = "Only the results of this policy" };
        var command = new Command("release", "Post a prepared settlement; needs another user than the one who prepared")
        {
            Run, policy, Dealer, RunCommand.Progress, RunCommand.Json, RunCommand.Workers,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                var by = await Caller.FinanceAsync(hub, cancel);
                var part = new ReleasePart(
                    parsed.GetRequiredValue(Run), parsed.GetValue(policy), parsed.GetValue(Dealer));
                var request = await WithDeskAsync(hub, desk => desk.ReleaseAsync(part, by, cancel));
                var code = await RunCommand.ExecuteAsync(
                    hub, request, parsed, parsed.GetValue(RunCommand.Workers), wait: true, cancel);
                if (code == 0)
                {
                    var erp = hub.Options.Partners.Erp;
                    Console.WriteLine(
                        $"Notes among it go to {erp} with the next delivery: "
                        + $"./hub run deliver --scope {erp} --period {request.Period} --wait");
                }

                return code;
            },
            cancel));
        return command;
    }

    private static Command Reject()
    {
        var reason = new Option<string>("--reason") { Description = "Why; stands with the settlement", Required = true };
        var command = new Command("reject", "Refuse a prepared settlement; it can no longer be released")
        {
            Run, reason,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                var by = await Caller.FinanceAsync(hub, cancel);
                var run = parsed.GetRequiredValue(Run);
                await WithDeskAsync(
                    hub,
                    async desk =>
                    {
                        await desk.RejectAsync(run, by, parsed.GetRequiredValue(reason), cancel);
                        return true;
                    });
                Console.WriteLine($"Settlement {run} is rejected.");
                return 0;
            },
            cancel));
        return command;
    }

    private static async Task<T> WithDeskAsync<T>(HubStart hub, Func<ReleaseDesk, Task<T>> work)
    {
        await using var database = new Database(hub.ConnectionString);
        return await work(new ReleaseDesk(database, new AuditLog(database)));
    }
}
