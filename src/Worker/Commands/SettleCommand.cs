using System.CommandLine;
using System.Text.Json;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Settle;
using DealerIntegration.Worker.Rebates;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub settle</c> (返利结算): what was earned in a period, less what was posted before, is prepared; a second person
/// releases or rejects it. With a policy to try it looks back and writes nothing.
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

    private static readonly Option<string?> Policies = new("--policies")
    {
        Description = "Folder of policies instead of config/rebates",
    };

    private static readonly Option<string?> Tried = new("--what-if")
    {
        Description = "Replay this policy file on settled months: cost, winners, losers, tier edges; writes nothing",
    };

    private static readonly Option<int> Last = new("--last")
    {
        Description = "With --what-if: how many months, back from --period or from the last one settled",
        DefaultValueFactory = _ => 6,
    };

    private static readonly Option<decimal> Near = new("--near")
    {
        Description = "With --what-if: how far from a tier still is near it, in percent of where the tier starts",
        DefaultValueFactory = _ => 10m,
    };

    public static Command Create()
    {
        Near.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<decimal>() is <= 0m or > 100m)
            {
                result.AddError("--near is a percentage above 0 and up to 100.");
            }
        });
        Last.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--last is a number of months from 1 up.");
            }
        });
        var command = new Command("settle", "Prepare the settlement of rebates; posts nothing until it is released")
        {
            RunCommand.Period, Dealer, Policies, Tried, Last, Near, RunCommand.Progress, RunCommand.Json,
            RunCommand.Workers, Release(), Reject(),
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            hub => parsed.GetValue(Tried) is { } file
                ? TryAsync(hub, file, parsed, cancel)
                : PrepareAsync(hub, parsed, cancel),
            cancel));
        return command;
    }

    private static async Task<int> PrepareAsync(HubStart hub, ParseResult parsed, CancellationToken cancel) =>
        await RunCommand.ExecuteAsync(
            hub,
            new RunRequest(
                "settle", parsed.GetValue(Dealer) ?? "", RunCommand.RequiredPeriod(parsed),
                await Caller.NameAsync(hub, cancel), SettlePipeline.Parameters(parsed.GetValue(Policies))),
            parsed,
            parsed.GetValue(RunCommand.Workers),
            wait: true,
            cancel);

    private static async Task<int> TryAsync(
        HubStart hub, string file, ParseResult parsed, CancellationToken cancel)
    {
        var tried = PolicyFolder.LoadFile(Path.GetFullPath(file));
        var inForce = PolicyFolder.Load(parsed.GetValue(Policies) ?? Path.Combine(hub.Paths.Config, "rebates"));
        Domain.Values.Period? latest = RunCommand.CheckedPeriod(parsed) is { } month
            ? Domain.Values.Period.Parse(month)
            : null;
        await using var database = new Database(hub.ConnectionString);
        var report = await new SettleTrial(database, hub.Options).RunAsync(
            inForce.Policies, tried, latest, parsed.GetValue(Last), parsed.GetValue(Dealer) ?? "",
            parsed.GetValue(Near), cancel);
        Console.Write(SettleTrialText.Of(report));
        if (parsed.GetValue(RunCommand.Json) is { } json)
        {
            await File.WriteAllTextAsync(json, JsonSerializer.Serialize(report, RunCommand.Pretty), cancel);
        }

        return 0;
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
                        + $"./hub run deliver --scope {erp} --period {request.Period} --wait\n"
                        + "The dealers' settlement workbooks go out with the next statements: "
                        + $"./hub run statements --period {request.Period} --wait");
                }

                return code;
            },
            cancel));
        return command;
    }

    private static Command Reject()
    {
        var reason = new Option<string>("--reason") { Description = "Why; stands with the release", Required = true };
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
