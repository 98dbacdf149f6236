using System.CommandLine;
using System.Text.Json;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub reconcile</c> (对账): every dealer of a period, or one; as a trial, or under other rules on past periods.
/// </summary>
internal static class ReconcileCommand
{
    private static readonly Option<string?> Dealer = new("--dealer")
    {
        Description = "One dealer's code instead of all",
    };

    public static readonly Option<BookKind> Books = new("--books")
    {
        Description = "dealerLedger (default): our book against the dealers' ledgers; threeWay: invoices against "
            + "receipts and orders; stock: what should be in stock against what was counted",
    };

    private static readonly Option<bool> Dry = new("--dry-run")
    {
        Description = "Compute as a run would, tell what comes out, and write nothing",
    };

    private static readonly Option<string?> Rules = new("--what-if")
    {
        Description = "Replay this rules file on finished periods: matches gained, lost and changed; writes nothing",
    };

    private static readonly Option<int> Last = new("--last")
    {
        Description = "With --what-if: how many periods, back from --period or from the last one reconciled",
        DefaultValueFactory = _ => 3,
    };

    public static Command Create()
    {
        Last.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--last is a number of periods from 1 up.");
            }
        });
        var command = new Command("reconcile", "Reconcile dealers' ledgers with our book")
        {
            RunCommand.Period, Dealer, Books, Dry, Rules, Last, RunCommand.Progress, RunCommand.Json,
            RunCommand.Workers,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            hub => parsed.GetValue(Rules) is { } file ? WhatIfAsync(hub, file, parsed, cancel)
                : parsed.GetValue(Dry) ? DryRunAsync(hub, parsed, cancel)
                : RunAsync(hub, parsed, cancel),
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(HubStart hub, ParseResult parsed, CancellationToken cancel) =>
        await RunCommand.ExecuteAsync(
            hub,
            new RunRequest(
                BookSources.Of(parsed.GetValue(Books)).Pipeline, parsed.GetValue(Dealer) ?? "",
                RunCommand.RequiredPeriod(parsed), await Caller.NameAsync(hub, cancel)),
            parsed,
            parsed.GetValue(RunCommand.Workers),
            wait: true,
            cancel);

    private static async Task<int> DryRunAsync(HubStart hub, ParseResult parsed, CancellationToken cancel)
    {
        var period = Domain.Values.Period.Parse(RunCommand.RequiredPeriod(parsed));
        await using var database = new Database(hub.ConnectionString);
        var figures = await new DryRun(database, hub.Paths, hub.Options, parsed.GetValue(Books))
            .RunAsync(period, parsed.GetValue(Dealer) ?? "", cancel);
        Console.Write(TrialText.Of(period, figures));
        await WriteJsonAsync(parsed, figures, cancel);
        return 0;
    }

    private static async Task<int> WhatIfAsync(
        HubStart hub, string file, ParseResult parsed, CancellationToken cancel)
    {
        var rules = new RulesFile(Path.GetFullPath(file)).Load();
        Domain.Values.Period? latest = RunCommand.CheckedPeriod(parsed) is { } text
            ? Domain.Values.Period.Parse(text)
            : null;
        await using var database = new Database(hub.ConnectionString);
        var periods = await new WhatIf(database, hub.Options)
            .RunAsync(rules, latest, parsed.GetValue(Last), parsed.GetValue(Dealer) ?? "", cancel);
        Console.Write(TrialText.Of(rules, periods));
        await WriteJsonAsync(parsed, periods, cancel);
        return 0;
    }

    private static async Task WriteJsonAsync<T>(ParseResult parsed, T figures, CancellationToken cancel)
    {
        if (parsed.GetValue(RunCommand.Json) is { } file)
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures, RunCommand.Pretty), cancel);
        }
    }
}
