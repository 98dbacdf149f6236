using System.Text.Json;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Sap;

/// <summary>
/// Posts orders, credit and debit memo requests (SAP 写入). Our key travels as PurchaseOrderByCustomer: SAP creates a
/// second order when a post is repeated, so whatever is not clearly done or refused is unknown.
/// </summary>
internal sealed class SapTarget(SapClient client) : ITarget
{
    private readonly CsrfSession _csrf = new(client);

    public async Task<PushOutcome> PushAsync(PushDocument document, CancellationToken cancel)
    {
        if (Unsendable(document) is { } reason)
        {
            return new PushOutcome.Refused(reason);
        }

        var sap = SapDocument.Of(document);
        try
        {
            return Judge(await PostAsync(sap, cancel), sap);
        }
        catch (ConnectorException e)
        {
            return new PushOutcome.Unknown(e.Message, e.RetryAfter);
        }
    }

    public async Task<string?> FindAsync(PushDocument document, CancellationToken cancel)
    {
        if (SapDocument.Home(document.Kind) is not var (path, numberProperty))
        {
            return null;
        }

        var (key, dealer) = (Quoted(document.Key), Quoted(document.DealerCode));
        var filter = $"{SapDocument.KeyProperty} eq {key} and SoldToParty eq {dealer}";
        var query = $"{path}?$filter={Uri.EscapeDataString(filter)}";
        var answer = await client.GetAsync(query, a => ODataPage.Frame(a.Body, query), cancel);
        using var json = JsonDocument.Parse(answer.Body);
        var numbers = ODataPage.Results(json.RootElement, query).EnumerateArray()
            .Select(r => NumberOf(r, numberProperty, document.Key, query))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return numbers.Count <= 1 ? numbers.FirstOrDefault() : throw new ConnectorException(
            ConnectorFailure.Configuration,
            $"SAP holds {numbers.Count} documents with our key {document.Key} ({string.Join(", ", numbers)}): "
            + "one effect too many. Cancel the surplus in SAP, then look again.");
    }

    private static string? Unsendable(PushDocument document) =>
        SapDocument.Home(document.Kind) is null ? $"SAP takes no document of kind '{document.Kind}' from the hub."
        : document.Key.Length > SapDocument.LongestKey
            ? $"The key '{document.Key}' is longer than the {SapDocument.LongestKey} characters SAP keeps."
            : null;

    private async Task<Answer> PostAsync(SapDocument sap, CancellationToken cancel)
    {
        var token = await _csrf.TokenAsync(sap.Path, stale: null, cancel);
        var answer = await client.PostAsync(sap.Path, sap.Body, token.ApplyTo, cancel);
        if (!CsrfSession.TurnedAway(answer))
        {
            return answer;
        }

        // Turned away at the door: nothing was posted, so this second send is still the first.
        token = await _csrf.TokenAsync(sap.Path, stale: token, cancel);
        return await client.PostAsync(sap.Path, sap.Body, token.ApplyTo, cancel);
    }

    private PushOutcome Judge(Answer answer, SapDocument sap)
    {
        var status = (int)answer.Status;
        if (answer.IsSuccess)
        {
            return CreatedNumber(answer, sap.NumberProperty) is { } number
                ? new PushOutcome.Done(number)
                : new PushOutcome.Unknown($"SAP answered {status} without a document number.");
        }

        // 401, 403 and 3xx say that nobody looked at the document; 423, 429 and 5xx that nobody knows what came of it.
        // A conflict without a reason comes from whatever stands in front of SAP.
        var refused = status is >= 400 and < 500
            && status is not (401 or 403 or 404 or 405)
            && !Verdict.IsTransient(answer.Status)
            && !answer.IsHtml
            && (status != 409 || PartnerText.FromJson(answer) is not null);
        var said = PartnerText.FromJson(answer) ?? PartnerText.Of(answer);
        return refused
            ? new PushOutcome.Refused(said)
            : new PushOutcome.Unknown($"SAP answered {status}. {said}", client.RetryAfterOf(answer));
    }

    private static string? CreatedNumber(Answer answer, string property)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("d", out var d)
                && d.ValueKind == JsonValueKind.Object
                && d.TryGetProperty(property, out var number)
                && number.ValueKind == JsonValueKind.String
                && number.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (JsonException)
        {
            // A success that cannot be read is an unknown outcome: the look-up will tell.
            return null;
        }
    }

    private static string NumberOf(JsonElement row, string property, string key, string query)
    {
        // A service that ignores the filter would make any document look like ours.
        if (!row.TryGetProperty(SapDocument.KeyProperty, out var held) || held.GetString() != key)
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{query}: SAP answered with documents that do not carry our key; the filter is not applied.");
        }

        return row.TryGetProperty(property, out var number) && number.GetString() is { Length: > 0 } text
            ? text
            : throw new ConnectorException(
                ConnectorFailure.Configuration, $"{query}: the document found has no {property}.");
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
