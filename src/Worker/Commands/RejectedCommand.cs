using System.CommandLine;
using System.Text.Json;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub rejected</c> (拒收行): the rows a run could not take, each with its place, value and remedy.</summary>
internal static class RejectedCommand
{
    public static Command Create()
    {
        var run = new Option<long>("--run") { Description = "Number of the run, as the import tells", Required = true };
        var limit = new Option<int>("--limit") { Description = "How many to list", DefaultValueFactory = _ => 20 };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--limit is a number from 1 up.");
            }
        });
        var command = new Command("rejected", "List the rows that a run rejected, and what to do about each")
        {
            run, limit, RunCommand.Json,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            hub => ListAsync(
                hub.ConnectionString,
                parsed.GetValue(run),
                parsed.GetValue(limit),
                parsed.GetValue(RunCommand.Json),
                cancel),
            cancel));
        return command;
    }

    private static async Task<int> ListAsync(
        string connectionString, long id, int limit, string? file, CancellationToken cancel)
    {
        await using var database = new Database(connectionString);
        var family = await new RunStore(database).FamilyAsync(id, cancel);
        var run = family.FirstOrDefault(r => r.Id == id) ?? throw new UsageException($"There is no run {id}.");
        var (total, first) = await new DashboardQueries(database).RejectedAsync(id, limit, cancel);
        Console.WriteLine(
            $"Run {id} ({run.Pipeline} {run.Scope}): {total} rejected rows"
            + (total > first.Count ? $", the first {first.Count}:" : total > 0 ? ":" : "."));
        foreach (var row in first)
        {
            var place = new Place(row.File, row.Sheet, row.Row, row.Column);
            var value = row.Value is { } text ? $", value '{text}'" : row.Column is null ? "" : ", value (empty)";
            Console.WriteLine($"{place}{value}");
            Console.WriteLine($"    {row.Code}: {row.Message}");
            Console.WriteLine($"    {row.Remedy}");
        }

        var (pairs, suspected) = await new DashboardQueries(database).SuspectedEventsAsync(id, limit, cancel);
        if (pairs > 0)
        {
            Console.WriteLine($"{pairs} pairs of events are perhaps one, told twice; both were kept:");
            foreach (var pair in suspected)
            {
                Console.WriteLine($"{pair.Place} and {pair.OtherPlace} ({pair.Reason})");
            }
        }

        var faults = await FaultsAsync(database, id, limit, cancel);
        if (file is not null)
        {
            await File.WriteAllTextAsync(
                file,
                JsonSerializer.Serialize(new { run = id, total, rows = first, suspected, faults }, RunCommand.Pretty),
                cancel);
        }

        return 0;
    }

    // What a run of the diversion check met in the events of codes: nothing was refused, and somebody should look.
    private static async Task<IReadOnlyList<CustodyProblem>> FaultsAsync(
        Database database, long run, int limit, CancellationToken cancel)
    {
        var (total, first) = await database.InTransactionAsync(
            async (_, transaction) => (
                await CustodyProblemStore.CountAsync(transaction, run, cancel),
                await CustodyProblemStore.ReadAsync(transaction, run, limit, cancel)),
            cancel);
        if (total > 0)
        {
            Console.WriteLine($"{total} faults in the events of codes"
                + (total > first.Count ? $", the first {first.Count}:" : ":"));
        }

        foreach (var problem in first)
        {
            Console.WriteLine($"{problem.Origin ?? "no origin"}, events {string.Join(", ", problem.EventIds)}");
            Console.WriteLine($"    {problem.Fault}: {problem.Text}");
            Console.WriteLine($"    {problem.Remedy}");
        }

        return first;
    }
}
