using System.CommandLine;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines.Diversion.Index;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub explain code</c> (查码): the life of a trace code, who had the goods when, what the market's scans came to, and
/// what does not fit in its events.
/// </summary>
internal static class ExplainCodeCommand
{
    // As of now: every version that is committed.
    private const long Latest = long.MaxValue - 1;

    public static Command Create()
    {
        var code = new Argument<string>("code") { Description = "The code of an item, a carton or a pallet" };
        var command = new Command("code", "The life of a trace code: packed, shipped, scanned, and who has it now")
        {
            code,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                await using var database = new Database(hub.ConnectionString);
                Console.Write(await database.RolledBackAsync(
                    transaction => TellAsync(transaction, hub.Paths, parsed.GetRequiredValue(code), cancel),
                    cancel));
                return 0;
            },
            cancel));
        return command;
    }

    /// <summary>The life of a code in words.</summary>
    /// <exception cref="UsageException">No event and no scan mentions it.</exception>
    public static async Task<string> TellAsync(
        NpgsqlTransaction transaction, HubPaths paths, string code, CancellationToken cancel)
    {
        var normal = TraceCode.Normalise(code);
        using var index = await LatestIndex.OpenAsync(paths, transaction, cancel);
        var book = await CodeLifeStore.BookAsync(transaction, index, normal, Latest, cancel);
        var scans = await CodeLifeStore.ScansAsync(transaction, normal, Latest, cancel);
        var life = book.LifeOf(normal);
        return life.Entries.Count > 0 || scans.Count > 0
            ? ExplainCodeText.Of(life, book.At(normal, DateTimeOffset.MaxValue), scans)
            : throw new UsageException(
                $"No event, no shipment and no scan names code {normal}: nobody issued it, or its events were not "
                + "imported yet.");
    }
}
