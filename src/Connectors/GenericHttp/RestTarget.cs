using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>
/// Writes documents into a REST system as its file says (通用 HTTP 写入). Whatever is not clearly done, refused or already
/// there is unknown: the look-up of our key decides.
/// </summary>
internal sealed class RestTarget(RestClient client, HttpSettings settings, string partner, TimeProvider time) : ITarget
{
    private readonly LaterResult _later = new(client, settings, time);

    public async Task<PushOutcome> PushAsync(PushDocument document, CancellationToken cancel)
    {
        if (!settings.Targets.TryGetValue(document.Kind, out var rule))
        {
            return new PushOutcome.Refused($"{partner} takes no document of kind '{document.Kind}' from the hub.");
        }

        var (body, problem) = TargetBody.Of(rule.Fields, rule.Lines, document);
        if (problem is not null)
        {
            return new PushOutcome.Refused(problem);
        }

        try
        {
            await client.EnterAsync(cancel);
        }
        catch (ConnectorException e)
        {
            return new PushOutcome.Unknown(e.Message, e.RetryAfter, MayHaveArrived: false);
        }

        try
        {
            var (bytes, mediaType) = BodyText.Write(body, settings.Format);
            var call = DocumentCall.Write(rule, document, bytes, mediaType);
            return await JudgeAsync(await client.WriteAsync(call, cancel), rule, document, cancel);
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
        var call = DocumentCall.Find(find, settings.Format, document);

        // A web page with 404 comes from whatever stands in front, and says nothing about the document.
        bool IsAbsent(Answer a) => !a.IsHtml && find.AbsentStatuses.Contains((int)a.Status);
        string? number = null;
        await client.ReadAsync(call, a => number = NumberIn(a, find, document, call.Name), IsAbsent, cancel);
        return number;
    }

    private string? NumberIn(Answer answer, HttpFind find, PushDocument document, string what)
    {
        var tree = AnswerTree.Of(answer, settings.Format, what);
        if (InnerFailure.In(tree, settings.Failure, answer.Redaction) is { } failure)
        {
            return failure.Code is { } code && find.AbsentCodes.Contains(code) ? null : throw failure.As(what);
        }

        var found = find.Records is { } path
            ? tree.List(path)?.Select(e => e.Record) ?? (tree.LeavesOut(path) && settings.Failure is not null
                ? []
                : throw Unreadable(what, $"there is no list at '{path}'"))
            : [tree.Root];
        var numbers = found.Select(r => NumberOf(r, find, document, what)).Distinct(StringComparer.Ordinal).ToList();
        return numbers.Count <= 1 ? numbers.FirstOrDefault() : throw new ConnectorException(
            ConnectorFailure.Configuration,
            $"{what}: {numbers.Count} documents bear our key {document.Key} ({string.Join(", ", numbers)}): one effect "
            + "too many. Cancel the surplus at the partner, then look again.");
    }

    private static string NumberOf(SourceRecord record, HttpFind find, PushDocument document, string what)
    {
        if (!record.TryGet(find.Key, out var held) || held != document.Key)
        {
            throw Unreadable(what, $"a document came whose '{find.Key}' is not our key; the filter is not applied");
        }

        return record.TryGet(find.Number, out var number) && !string.IsNullOrEmpty(number)
            ? number
            : throw Unreadable(what, $"the document found has no '{find.Number}'");
    }

    private async Task<PushOutcome> JudgeAsync(
        Answer answer, HttpTargetRule rule, PushDocument document, CancellationToken cancel)
    {
        var status = (int)answer.Status;
        if (!answer.IsHtml && rule.Duplicate.Contains(status))
        {
            return await ExistingAsync(document, cancel);
        }

        if (!answer.IsHtml && (rule.Done.Contains(status) || rule.Later?.Statuses.Contains(status) == true))
        {
            return await JudgeBodyAsync(answer, rule, document, cancel);
        }

        return !answer.IsHtml && rule.Refused.Contains(status)
            ? new PushOutcome.Refused(Reason(answer))
            : new PushOutcome.Unknown($"{partner} answered {status}. {Reason(answer)}", client.RetryAfterOf(answer))
            {
                IsAnswered = !Verdict.IsInBetween(answer),
            };
    }

    private async Task<PushOutcome> JudgeBodyAsync(
        Answer answer, HttpTargetRule rule, PushDocument document, CancellationToken cancel)
    {
        var tree = AnswerTree.OfWrite(answer, settings.Format, partner);
        if (InnerFailure.In(tree, settings.Failure, answer.Redaction) is not { } failure)
        {
            if (rule.Later?.Statuses.Contains((int)answer.Status) == true)
            {
                return await _later.OfAsync(rule, tree, client.RetryAfterOf(answer), partner, cancel);
            }

            return tree.Text(rule.Number) is { } number
                ? new PushOutcome.Done(number)
                : new PushOutcome.Unknown($"{partner} accepted the document without naming its number.");
        }

        return failure.Code switch
        {
            { } code when rule.DuplicateCodes.Contains(code) => await ExistingAsync(document, cancel),
            { } code when rule.RefusedCodes.Contains(code) => new PushOutcome.Refused(failure.Said),
            _ => new PushOutcome.Unknown($"{partner} says {failure.Said}", client.RetryAfterOf(answer))
            {
                IsAnswered = true,
            },
        };
    }

    private async Task<PushOutcome> ExistingAsync(PushDocument document, CancellationToken cancel) =>
        await FindAsync(document, cancel) is { } existing
            ? new PushOutcome.Done(existing)
            : new PushOutcome.Unknown($"{partner} says it has {document.Key} but does not find it.");

    private string Reason(Answer answer)
    {
        if (settings.Failure is not { Message: { } path })
        {
            return PartnerText.FromJson(answer) ?? PartnerText.Of(answer);
        }

        // What a failed status bears need not be in the partner's format: the text itself is shown then.
        return AnswerTree.TryOf(answer, settings.Format)?.Text(path) is { } said
            ? PartnerText.Shorten(answer.Redaction.Clean(said))
            : PartnerText.Of(answer);
    }

    private static ConnectorException Unreadable(string what, string why) =>
        new(ConnectorFailure.Configuration, $"{what}: {why}; correct 'find'.");
}
