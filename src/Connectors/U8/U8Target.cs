using System.Globalization;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.GenericHttp;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.U8;

/// <summary>
/// Adds documents in U8 (U8 写入). U8 accepts a write at once and does it later: its first answer only says where to ask
/// for the result, and the document is done when that says so, and not before.
/// </summary>
internal sealed class U8Target(U8Client client, U8Settings settings, TimeProvider time) : ITarget
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    public async Task<PushOutcome> PushAsync(PushDocument document, CancellationToken cancel)
    {
        if (!settings.Targets.TryGetValue(document.Kind, out var rule))
        {
            return new PushOutcome.Refused($"U8 takes no document of kind '{document.Kind}' from the hub.");
        }

        var (members, problem) = TargetBody.Of(rule.Fields, rule.Lines, document);
        if (problem is not null)
        {
            return new PushOutcome.Refused(problem);
        }

        AccessToken token;
        KeyValuePair<string, string> key;
        try
        {
            token = await client.EnterAsync(stale: null, cancel);
            key = rule.KnownBy == U8Key.BizId
                ? new("biz_id", document.Key)
                : new("tradeid", await client.TradeIdAsync(cancel));
        }
        catch (ConnectorException e)
        {
            return new PushOutcome.Unknown(e.Message, e.RetryAfter, MayHaveArrived: false);
        }

        try
        {
            var answer = await AddAsync(rule, new JsonObject { [rule.Resource] = members }, key, token, cancel);
            return await JudgeAsync(answer, $"{rule.Resource}/add", document, cancel);
        }
        catch (ConnectorException e)
        {
            return new PushOutcome.Unknown(e.Message, e.RetryAfter);
        }
    }

    public async Task<string?> FindAsync(PushDocument document, CancellationToken cancel)
    {
        if (!settings.Targets.TryGetValue(document.Kind, out var rule))
        {
            return null;
        }

        var find = rule.Find;
        var what = $"{find.Resource}/batch_get with {find.Key} {document.Key}";
        var (_, envelope) = await client.ReadAsync(
            $"{find.Resource}/batch_get",
            [
                .. find.Query.Select(p => new KeyValuePair<string, string>(
                    p.Key, p.Value.Replace("{key}", document.Key, StringComparison.Ordinal))),
                new("page_index", "1"),
                new("rows_per_page", "10"),
            ],
            settings.EmptyCodes,
            cancel);
        if (!envelope.IsSuccess)
        {
            return null;
        }

        var ids = U8List.Of(envelope, find.Resource, page: 1, what).Rows.Select(row =>
            U8Answer.TextOf(row, find.Key) != document.Key
                ? throw Unreadable(what, $"a row came whose '{find.Key}' is not our key; the filter is not applied")
                : U8Answer.TextOf(row, find.Number)
                    ?? throw Unreadable(what, $"the document found has no '{find.Number}'"))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return ids.Count <= 1 ? ids.FirstOrDefault() : throw new ConnectorException(
            ConnectorFailure.Configuration,
            $"{what}: {ids.Count} documents bear our key ({string.Join(", ", ids)}): one effect too many. Cancel the "
            + "surplus in U8, then look again.");
    }

    private async Task<Answer> AddAsync(
        U8TargetRule rule,
        JsonObject body,
        KeyValuePair<string, string> key,
        AccessToken token,
        CancellationToken cancel)
    {
        var what = $"{rule.Resource}/add";
        KeyValuePair<string, string>[] query = [key, new("sync", rule.Sync ? "1" : "0")];
        var answer = await client.WriteAsync(what, query, body, token, cancel);
        if (!answer.IsSuccess || answer.IsHtml || !settings.TokenCodes.Contains(U8Answer.Of(answer, what).Code))
        {
            return answer;
        }

        // Turned away for its token: nobody looked at the document, so this second send is still the first.
        token = await client.EnterAsync(stale: token, cancel);
        return await client.WriteAsync(what, query, body, token, cancel);
    }

    private async Task<PushOutcome> JudgeAsync(
        Answer answer, string what, PushDocument document, CancellationToken cancel)
    {
        if (!answer.IsSuccess || answer.IsHtml)
        {
            return new PushOutcome.Unknown(
                $"U8 answered {(int)answer.Status}. {PartnerText.Of(answer)}", client.RetryAfterOf(answer));
        }

        var result = await ResultAsync(U8Answer.Of(answer, what), what, cancel);
        if (result is null)
        {
            return new PushOutcome.Unknown(
                $"{what}: U8 has accepted the document and has not done it after {settings.PatienceSeconds} s.");
        }

        if (result.IsSuccess)
        {
            return result.Text("id") is { } id
                ? new PushOutcome.Done(id)
                : new PushOutcome.Unknown($"{what}: U8 reports success without the document's id.");
        }

        if (!settings.RefusedCodes.Contains(result.Code))
        {
            return new PushOutcome.Unknown(
                $"{what}: U8 says {result.Said} If that turns the document down, list the code under u8.refusedCodes.");
        }

        return await FindAsync(document, cancel) is { } existing
            ? new PushOutcome.Done(existing)
            : new PushOutcome.Refused(result.Said);
    }

    // The answer that no longer says where to ask; null when patience is at its end.
    private async Task<U8Answer?> ResultAsync(U8Answer answer, string what, CancellationToken cancel)
    {
        var until = time.GetUtcNow() + TimeSpan.FromSeconds(settings.PatienceSeconds);
        while (answer.IsSuccess && answer.PollAddress is { } address)
        {
            var pause = PauseOf(answer);
            if (time.GetUtcNow() + pause > until)
            {
                return null;
            }

            await Task.Delay(pause, time, cancel);
            answer = U8Answer.Of(await client.PollAsync(address, what, cancel), what);
        }

        return answer;
    }

    private static TimeSpan PauseOf(U8Answer answer)
    {
        const NumberStyles plain = NumberStyles.AllowDecimalPoint;
        var asked = decimal.TryParse(answer.Text("ping_after"), plain, CultureInfo.InvariantCulture, out var seconds)
            && seconds < 1000
            ? TimeSpan.FromSeconds((double)seconds)
            : ShortestPause;
        return asked < ShortestPause ? ShortestPause : asked > LongestPause ? LongestPause : asked;
    }

    private static ConnectorException Unreadable(string what, string why) =>
        new(ConnectorFailure.Configuration, $"{what}: {why}; correct 'find'.");
}
