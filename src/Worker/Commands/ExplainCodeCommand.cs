using System.CommandLine;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines.Diversion.Index;
using DealerIntegration.Domain.Diversion.Codes;
using DealerIntegration.Worker.Cases;
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
        var code = new Argument<string>("code")
        {
            Description = "The code of an item, a carton or a pallet, as scanned, printed or sent: (01)…(21)…, "
                + "]d2…, https://…/01/…, urn:epc:id:…, or a private code; a separator may be written {GS}",
        };
        var command = new Command("code", "The life of a trace code: packed, shipped, scanned, and who has it now")
        {
            code,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                await using var database = new Database(hub.ConnectionString);
                var rules = CaseTerms.Load(hub.Paths).Codes;
                Console.Write(await database.RolledBackAsync(
                    transaction => TellAsync(transaction, hub.Paths, parsed.GetRequiredValue(code), rules, cancel),
                    cancel));
                return 0;
            },
            cancel));
        return command;
    }

    /// <summary>The life of a code in words, and how the code was read.</summary>
    /// <param name="text">The code in any syntax.</param>
    /// <exception cref="UsageException">It is no code of a single thing, or nothing mentions it.</exception>
    public static async Task<string> TellAsync(
        NpgsqlTransaction transaction, HubPaths paths, string text, CodeRules rules, CancellationToken cancel)
    {
        var reading = new CodeReader(rules).Read(text);
        using var index = await LatestIndex.OpenAsync(paths, transaction, cancel);
        foreach (var code in new[] { reading.NormalForm, TraceCode.Normalise(text) }.Distinct())
        {
            // What was taken in before its source's codes were read lies under the text as it was written.
            var book = await CodeLifeStore.BookAsync(transaction, index, code, Latest, cancel);
            var scans = await CodeLifeStore.ScansAsync(transaction, code, Latest, cancel);
            var life = book.LifeOf(code);
            if (life.Entries.Count > 0 || scans.Count > 0)
            {
                return $"{ReadCodeText.Of(reading)}\n"
                    + ExplainCodeText.Of(life, book.At(code, DateTimeOffset.MaxValue), scans);
            }
        }

        throw new UsageException(Nothing(reading));
    }

    private static string Nothing(CodeReading reading) => reading switch
    {
        { Problem: { } problem } => $"'{reading.NormalForm}' is no code: {problem.Reason} {problem.Remedy}",
        { IsTraceable: false } =>
            $"{ReadCodeText.Of(reading)}: that is no single thing, and has no life of its own. Give the code with its "
            + "serial, such as (01)04012345111118(21)2017.",
        _ => $"No event, no shipment and no scan names code {reading.NormalForm} ({ReadCodeText.Of(reading)}): nobody "
            + "issued it, or its events were not imported yet.",
    };
}
