using DealerIntegration.Connectors.Tests.Compliance.Partners;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Bench.Soak.Partners;

/// <summary>The documents that a seed sends (推送): under faults and deaths first, then until all are clear.</summary>
internal sealed class Pushing(Rig rig, Random random, Workers workers, ProofFigures figures)
{
    private const int MostQuiet = 3;

    /// <param name="run">The run that the documents are written down to.</param>
    public async Task RunAsync(long run, CancellationToken cancel)
    {
        var keys = Enumerable.Range(1, random.Next(1, 7)).Select(i => $"{rig.Source}-{i}").ToList();
        await rig.Database.InTransactionAsync(
            (_, transaction) => OutboxStore.AddAsync(
                transaction, [.. keys.Select(key => Entry(key))], run, cancel),
            cancel);
        figures.Note("documents", keys.Count);
        for (var runs = random.Next(1, 4); runs > 0; runs--)
        {
            DrawnFaults.Set(rig.Stage, random, CallKind.Write, CallKind.Read, CallKind.Token);
            await DeliverAsync(Deaths.Draw(random, Death.Before, Death.After), cancel);
            RequireOneEffect(keys);
        }

        rig.Stage.Faults.Clear();
        rig.Time.Pass(TimeSpan.FromMinutes(5));
        for (var quiet = 0; quiet < MostQuiet && (await OutcomesAsync(cancel)).Any(o => o.IsOpen); quiet++)
        {
            await DeliverAsync(Deaths.None, cancel);
            // Who says later what became of a document gets the time to say it.
            rig.Time.Pass(TimeSpan.FromMinutes(5));
        }

        RequireOneEffect(keys);
        foreach (var outcome in await OutcomesAsync(cancel))
        {
            figures.Note($"documents {outcome.Status}");
            RequireTrue(outcome, rig.Stage.Effects.GetValueOrDefault(outcome.Key) ?? []);
        }
    }

    private OutboxEntry Entry(string key)
    {
        var document = rig.Partner.Document(key);
        // What SAP is sent must not stand in the list of orders that is pulled from it: it is proved by itself.
        var kind = rig.Partner is SapPartner ? "free-goods" : document.Kind;
        return new OutboxEntry(rig.Source, kind, document.Key, document.DealerCode, document.Payload);
    }

    private async Task DeliverAsync(Deaths deaths, CancellationToken cancel)
    {
        var run = await workers.RunAsync("deliver", rig.Source, deaths, cancel);
        figures.Note("deliveries");
        figures.Note($"deliveries {run.Status}");
    }

    private void RequireOneEffect(List<string> keys)
    {
        var effects = rig.Stage.Effects;
        foreach (var key in keys)
        {
            var numbers = effects.GetValueOrDefault(key) ?? [];
            ProofException.Unless(
                numbers.Count <= 1, $"The document {key} had {numbers.Count} effects: {string.Join(", ", numbers)}.");
        }
    }

    // Done has its one effect under the number that we know, refused has none, and nothing stays unknown.
    private static void RequireTrue(Outcome outcome, IReadOnlyList<string> numbers)
    {
        var holds = outcome.Status switch
        {
            "done" => numbers.Count == 1 && numbers[0] == outcome.Number,
            "refused" => numbers.Count == 0,
            _ => false,
        };
        ProofException.Unless(
            holds,
            $"The document {outcome.Key} is {outcome.Status} under '{outcome.Number}' ({outcome.Reason}), at the "
            + $"partner it is [{string.Join(", ", numbers)}].");
    }

    private Task<IReadOnlyList<Outcome>> OutcomesAsync(CancellationToken cancel) => rig.Database.RolledBackAsync(
        transaction => Sql.QueryAsync<Outcome>(
            transaction,
            """
            SELECT key AS "Key", status AS "Status", partner_number AS "Number", reason AS "Reason"
              FROM delivery.outbox WHERE connector = @source ORDER BY id
            """,
            cancel,
            new { source = rig.Source }),
        cancel);

    private sealed record Outcome(string Key, string Status, string? Number, string? Reason)
    {
        public bool IsOpen => Status is "pending" or "unknown";
    }
}
