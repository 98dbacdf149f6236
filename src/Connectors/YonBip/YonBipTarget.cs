using System.Globalization;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>
/// Writes bills into a YonBIP tenant (用友 BIP 写入): saved, submitted, audited. Before anything is saved our key is looked
/// up, because YonBIP itself forgets a repeated save after a month; a bill that is there goes on from where it stands.
/// </summary>
internal sealed class YonBipTarget(YonBipClient client, IReadOnlyDictionary<string, YonBipTargetRule> rules) : ITarget
{
    private const int LookUpSize = 50;

    // The vendor's own advice for a save that is still under way.
    private static readonly TimeSpan UnderWay = TimeSpan.FromSeconds(5);

    public async Task<PushOutcome> PushAsync(PushDocument document, CancellationToken cancel)
    {
        if (!rules.TryGetValue(document.Kind, out var rule))
        {
            return new PushOutcome.Refused(
                $"This YonBIP tenant takes no document of kind '{document.Kind}'; add it under yonbip.targets.");
        }

        var (body, problem) = YonBipBill.Of(rule, document);
        if (problem is not null)
        {
            return new PushOutcome.Refused(problem);
        }

        YonBipSaved? found;
        try
        {
            found = await LookUpAsync(rule, document.Key, cancel);
        }
        catch (ConnectorException e)
        {
            return new PushOutcome.Unknown(e.Message, e.RetryAfter, MayHaveArrived: false);
        }

        try
        {
            return found is not null
                ? await PutInForceAsync(rule, found, [], cancel)
                : await JudgeAsync(await client.WriteAsync(rule.Save, body, cancel), rule, document, cancel);
        }
        catch (ConnectorException e)
        {
            return new PushOutcome.Unknown(e.Message, e.RetryAfter);
        }
    }

    /// <summary>A bill that is saved but not in force is not what was sent: null, and a push takes it on.</summary>
    public async Task<string?> FindAsync(PushDocument document, CancellationToken cancel) =>
        rules.TryGetValue(document.Kind, out var rule)
        && await LookUpAsync(rule, document.Key, cancel) is { } found
        && found.IsInForce(rule)
            ? found.Number
            : null;

    private async Task<YonBipSaved?> LookUpAsync(YonBipTargetRule rule, string key, CancellationToken cancel)
    {
        var find = rule.Find;
        var query = new YonBipQuery(find.Path) { Records = find.Records, PageSize = LookUpSize };
        YonBipSaved? saved = null;
        await client.QueryAsync(
            find.Path, YonBipRequest.Of(find, key, LookUpSize), cancel, e => saved = Ours(e), find.AbsentCodes);
        return saved;

        YonBipSaved? Ours(YonBipEnvelope envelope)
        {
            var list = YonBipList.Of(envelope.Data, query, find.Path);
            list.RequireWhole(1, LookUpSize, find.Path);
            if (list.Total > LookUpSize)
            {
                throw new ConnectorException(
                    ConnectorFailure.Configuration,
                    $"{find.Path}: {list.Total} bills came when our key {key} was asked for; the filter is not "
                    + "applied. Correct 'find'.");
            }

            // Some filters find what only begins alike.
            var ours = list.Rows.Where(r => YonBipJson.Text(r, find.Key) == key)
                .Select(r => YonBipSaved.Of(r, find) ?? throw new ConnectorException(
                    ConnectorFailure.Configuration,
                    $"{find.Path}: the bill found has no '{find.Id}' or no '{find.Number}'; correct 'find'."))
                .DistinctBy(s => s.Id)
                .ToList();
            return ours.Count <= 1 ? ours.FirstOrDefault() : throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{find.Path}: {ours.Count} bills bear our key {key} ({string.Join(", ", ours.Select(s => s.Number))}"
                + "): one effect too many. Cancel the surplus in YonBIP, then look again.");
        }
    }

    private async Task<PushOutcome> JudgeAsync(
        YonBipReply reply, YonBipTargetRule rule, PushDocument document, CancellationToken cancel)
    {
        if (reply.Envelope is not { } envelope)
        {
            return new PushOutcome.Unknown(reply.Said, reply.RetryAfter);
        }

        var batch = YonBipBatch.Of(envelope);
        var isRefused = rule.RefusedCodes.Contains(envelope.Code) || (envelope.IsSuccess && batch.Failed > 0);
        if (envelope.IsSuccess && !isRefused && YonBipSaved.Of(envelope.Data, rule.Find) is { } saved)
        {
            return await PutInForceAsync(rule, saved, [envelope.Notice, batch.Said], cancel);
        }

        if (!isRefused && !envelope.IsSuccess && !rule.DuplicateCodes.Contains(envelope.Code))
        {
            var pause = reply.RetryAfter ?? (YonBipCodes.IsUnderWay(envelope.Code) ? UnderWay : null);
            return new PushOutcome.Unknown(
                reply.Said, pause, MayHaveArrived: !YonBipCodes.IsBeforeModule(envelope.Code));
        }

        // Saved before, saved without its number, or refused: what the list says counts, not what the answer says.
        if (await LookUpAsync(rule, document.Key, cancel) is { } there)
        {
            return await PutInForceAsync(rule, there, [envelope.Notice, batch.Said], cancel);
        }

        var reason = batch.Failed > 0 && batch.Said.Length > 0 ? batch.Said : reply.Said;
        return isRefused
            ? new PushOutcome.Refused(reason)
            : new PushOutcome.Unknown($"{reply.Said} The bill is not found under our key {document.Key}.", UnderWay);
    }

    private async Task<PushOutcome> PutInForceAsync(
        YonBipTargetRule rule, YonBipSaved saved, List<string?> notices, CancellationToken cancel)
    {
        var steps = new[]
        {
            (Path: rule.Submit, What: "submitted", IsOpen: saved.IsDraft),
            (Path: rule.Audit, What: "audited", IsOpen: !saved.IsAudited),
        };
        foreach (var (path, what, _) in steps.Where(s => s.Path is not null && s.IsOpen))
        {
            var reply = await client.WriteAsync(path!, BatchOf(saved.Id), cancel);
            var batch = reply.Envelope is { IsSuccess: true } done ? YonBipBatch.Of(done) : null;
            if (batch?.Failed != 0)
            {
                var reason = batch is { Said.Length: > 0 } ? batch.Said : reply.Said;
                return new PushOutcome.Unknown(
                    $"{saved.Number} is saved but not {what}: {reason} The next try goes on from there.",
                    reply.RetryAfter);
            }

            notices.AddRange([reply.Envelope!.Notice, batch.Said]);
        }

        var notice = string.Join("; ", notices.Where(n => !string.IsNullOrEmpty(n)).Distinct(StringComparer.Ordinal));
        return new PushOutcome.Done(saved.Number) { Notice = notice.Length == 0 ? null : notice };
    }

    // An id is a number of up to 19 digits, which no floating point holds.
    private static string BatchOf(string id) => new JsonObject
    {
        ["data"] = new JsonArray(new JsonObject
        {
            ["id"] = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? JsonValue.Create(number)
                : JsonValue.Create(id),
        }),
    }.ToJsonString();
}
