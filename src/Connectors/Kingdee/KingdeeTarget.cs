using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.GenericHttp;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Kingdee;

/// <summary>
/// Saves bills in Kingdee Cloud, submits and audits them (金蝶写入：保存、提交、审核). Kingdee makes a second bill when a save is
/// repeated, so our key stands in a field of the bill and is looked up before any second try.
/// </summary>
internal sealed class KingdeeTarget(KingdeeClient client, KingdeeSettings settings) : ITarget
{
    public async Task<PushOutcome> PushAsync(PushDocument document, CancellationToken cancel)
    {
        if (!settings.Targets.TryGetValue(document.Kind, out var rule))
        {
            return new PushOutcome.Refused($"Kingdee takes no document of kind '{document.Kind}' from the hub.");
        }

        var (model, problem) = TargetBody.Of(rule.Fields, rule.Lines, document);
        if (problem is not null)
        {
            return new PushOutcome.Refused(problem);
        }

        BodyText.Set(model, rule.KeyField, document.Key);
        try
        {
            var answer = await client.WriteAsync("Save", rule.Form, new JsonObject { ["Model"] = model }, cancel);
            return await JudgeAsync(answer, rule, document, cancel);
        }
        catch (ConnectorException e)
        {
            return new PushOutcome.Unknown(e.Message, e.RetryAfter);
        }
    }

    /// <summary>
    /// Finds the bill that bears our key, and takes it on where an earlier try came no further than saving it.
    /// </summary>
    public async Task<string?> FindAsync(PushDocument document, CancellationToken cancel) =>
        settings.Targets.TryGetValue(document.Kind, out var rule)
        && await LookUpAsync(rule, document, cancel) is { } bill
            ? await FinishAsync(rule, bill, cancel)
            : null;

    private async Task<PushOutcome> JudgeAsync(
        Answer answer, KingdeeTargetRule rule, PushDocument document, CancellationToken cancel)
    {
        if (!answer.IsSuccess || answer.IsHtml)
        {
            return new PushOutcome.Unknown(
                $"Kingdee answered {(int)answer.Status}. {PartnerText.Of(answer)}", client.RetryAfterOf(answer));
        }

        var status = KingdeeStatus.Of(answer, $"Save {rule.Form}");
        if (status is { IsSuccess: true, Entities: [{ Id.Length: > 0, Number.Length: > 0 } saved] })
        {
            return new PushOutcome.Done(await FinishAsync(rule, new KingdeeBill(saved.Id, saved.Number, ""), cancel));
        }

        if (status.IsSuccess || status.Entities.Count > 0)
        {
            return new PushOutcome.Unknown(
                $"Kingdee names {status.Entities.Count} bills where one was to be saved. {status.Said}");
        }

        if (status.Code is not { } code || !settings.RefusedCodes.Contains(code))
        {
            return new PushOutcome.Unknown($"Kingdee says {status.Said}");
        }

        // A number or key that exists already is turned down in the same way as a bill that is wrong.
        return await FindAsync(document, cancel) is { } number
            ? new PushOutcome.Done(number)
            : new PushOutcome.Refused(status.Said);
    }

    private async Task<string> FinishAsync(KingdeeTargetRule rule, KingdeeBill bill, CancellationToken cancel)
    {
        var isAudited = rule.Audited.Contains(bill.Status);
        if (rule.Until >= KingdeeStage.Submitted && !isAudited && !rule.Submitted.Contains(bill.Status))
        {
            await TakeOnAsync("Submit", rule, bill, cancel);
        }

        if (rule.Until == KingdeeStage.Audited && !isAudited)
        {
            await TakeOnAsync("Audit", rule, bill, cancel);
        }

        return bill.Number;
    }

    private async Task TakeOnAsync(
        string operation, KingdeeTargetRule rule, KingdeeBill bill, CancellationToken cancel)
    {
        var answer = await client.WriteAsync(operation, rule.Form, new JsonObject { ["Ids"] = bill.Id }, cancel);
        var what = $"{operation} {rule.Form} {bill.Number}";
        var said = !answer.IsSuccess || answer.IsHtml
            ? $"Kingdee answered {(int)answer.Status}. {PartnerText.Of(answer)}"
            : KingdeeStatus.Of(answer, what) is { IsSuccess: false } status ? $"Kingdee says {status.Said}" : null;
        if (said is not null)
        {
            // The bill is there: neither done nor refused, and other documents need not wait for it.
            throw new ConnectorException(
                ConnectorFailure.Transient,
                $"{what}: the bill is saved, but {said} It is taken on at the next try; if it stays so, complete it in "
                + "Kingdee.")
            {
                RetryAfter = client.RetryAfterOf(answer),
            };
        }
    }

    private async Task<KingdeeBill?> LookUpAsync(
        KingdeeTargetRule rule, PushDocument document, CancellationToken cancel)
    {
        // Our key may stand in the number itself, and no field is asked for twice.
        var fields = new[] { rule.Id, rule.Number, rule.Status, rule.KeyField }.Distinct().ToArray();
        var key = Array.IndexOf(fields, rule.KeyField);
        var filter = $"{rule.KeyField} = {KingdeeQuery.Quoted(document.Key)}";
        var what = $"{rule.Form} with {rule.KeyField} {document.Key}";
        List<KingdeeBill> bills = [];
        await client.QueryAsync(
            what,
            KingdeeQuery.Body(rule.Form, fields, filter, $"{rule.Id} asc", start: 0, limit: 10),
            a => bills =
            [
                .. KingdeeRows.Of(a.Body, fields.Length, a.Redaction, what)
                    .Select(row => row[key].ToString() == document.Key
                        ? new KingdeeBill(row[0].ToString(), row[1].ToString(), row[2].ToString())
                        : throw new ConnectorException(
                            ConnectorFailure.Configuration,
                            $"{what}: a bill came that bears '{row[key]}'; the filter is not applied. Correct "
                            + "'keyField'."))
                    .Distinct(),
            ],
            cancel);
        return bills.Count <= 1 ? bills.FirstOrDefault() : throw new ConnectorException(
            ConnectorFailure.Configuration,
            $"{what}: {bills.Count} bills bear our key ({string.Join(", ", bills.Select(b => b.Number))}): one effect "
            + "too many. Cancel the surplus in Kingdee, then look again.");
    }

    private sealed record KingdeeBill(string Id, string Number, string Status);
}
