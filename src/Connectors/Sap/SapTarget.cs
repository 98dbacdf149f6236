using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Sap.Batch;
using DealerIntegration.Connectors.Sap.Metadata;

namespace DealerIntegration.Connectors.Sap;

/// <summary>
/// Posts orders, credit and debit memo requests (SAP 写入), several in one call where there are several. Our key travels
/// as PurchaseOrderByCustomer: SAP creates a second order when a post is repeated, so whatever is not clearly done or
/// refused is unknown.
/// </summary>
internal sealed class SapTarget : IBatchTarget
{
    private readonly SapClient _client;
    private readonly SapSettings _settings;
    private readonly SapWriter _writer;
    private readonly SapJudge _judge;
    private readonly SapBatch _batch;
    private readonly OrderWithdrawal _withdrawal;

    public SapTarget(SapClient client, SapSettings settings)
    {
        _client = client;
        _settings = settings;
        _writer = new SapWriter(client);
        _judge = new SapJudge(client, settings);
        _batch = new SapBatch(client, _writer);
        _withdrawal = new OrderWithdrawal(client, _writer, _batch, _judge, settings);
    }

    public int LargestBatch => _settings.Batch;

    public async Task<PushOutcome> PushAsync(PushDocument document, CancellationToken cancel)
    {
        if (Unsendable(document) is { } reason)
        {
            return new PushOutcome.Refused(reason);
        }

        try
        {
            return document.Kind == PushKinds.SalesOrderWithdrawal
                ? await _withdrawal.PushAsync(document, cancel)
                : await PostAsync(SapDocument.Of(document, _settings), cancel);
        }
        catch (ConnectorException e)
        {
            return Lost(e);
        }
    }

    public async Task<string?> FindAsync(PushDocument document, CancellationToken cancel)
    {
        if (document.Kind == PushKinds.SalesOrderWithdrawal)
        {
            return await _withdrawal.FindAsync(document, cancel);
        }

        if (SapLookUp.Of(document) is not { } lookUp)
        {
            return null;
        }

        var query = $"{lookUp.Path}?{lookUp.Query}";
        var answer = await _client.GetAsync(query, a => ODataPage.Frame(a.Body, query), cancel);
        return lookUp.Number(answer);
    }

    public async Task<IReadOnlyList<PushOutcome>> PushAllAsync(
        IReadOnlyList<PushDocument> documents, CancellationToken cancel)
    {
        var outcomes = new PushOutcome[documents.Count];
        foreach (var group in Groups(documents, d => Unsendable(d) is null))
        {
            await PushGroupAsync(documents, group, outcomes, cancel);
        }

        return outcomes;
    }

    public async Task<IReadOnlyList<PushOutcome?>> FindAllAsync(
        IReadOnlyList<PushDocument> documents, CancellationToken cancel)
    {
        var found = new PushOutcome?[documents.Count];
        foreach (var group in Groups(documents, _ => true))
        {
            await FindGroupAsync(documents, group, found, cancel);
        }

        return found;
    }

    public async Task<IReadOnlyList<string>> ComplaintsAsync(CancellationToken cancel)
    {
        var complaints = new List<string>();
        foreach (var (sample, name) in DocumentCheck.Kinds)
        {
            // A service that is not there is not used: whoever posts to it is told then.
            if (await SapMetadata.OfAsync(_client, name, cancel) is { } service)
            {
                complaints.AddRange(DocumentCheck.Of(sample, _settings, service).Select(c => $"{sample.Kind}: {c}"));
            }
        }

        return complaints;
    }

    // Documents of one service go together; whatever is no plain creation goes by itself, after them.
    private static IEnumerable<List<int>> Groups(IReadOnlyList<PushDocument> documents, Func<PushDocument, bool> may)
    {
        var homes = documents
            .Select((d, i) => (Index: i, Path: may(d) ? SapDocument.Home(d.Kind)?.Path : null))
            .ToList();
        return homes.Where(h => h.Path is not null).GroupBy(h => h.Path).Select(g => g.Select(h => h.Index).ToList())
            .Concat(homes.Where(h => h.Path is null).Select(h => new List<int> { h.Index }));
    }

    private async Task PushGroupAsync(
        IReadOnlyList<PushDocument> documents, List<int> group, PushOutcome[] outcomes, CancellationToken cancel)
    {
        string? remark = null;
        if (group.Count > 1)
        {
            var made = group.ConvertAll(i => SapDocument.Of(documents[i], _settings));
            var sound = made.FindAll(m => m.Problem is null);
            (var answered, remark) = sound.Count == 0 ? ([], null) : await PostAllAsync(sound, cancel);
            if (answered is not null)
            {
                var answers = new Queue<PushOutcome>(answered);
                group.Zip(made).ToList().ForEach(m => outcomes[m.First] = m.Second.Problem is { } problem
                    ? new PushOutcome.Refused(problem)
                    : answers.Dequeue());
                return;
            }
        }

        foreach (var i in group)
        {
            var outcome = await PushAsync(documents[i], cancel);
            outcomes[i] = outcome is PushOutcome.Done done && remark is not null
                ? done with { Notice = done.Notice is null ? remark : $"{remark} {done.Notice}" }
                : outcome;
        }
    }

    private async Task FindGroupAsync(
        IReadOnlyList<PushDocument> documents, List<int> group, PushOutcome?[] found, CancellationToken cancel)
    {
        if (group.Count > 1)
        {
            var lookUps = group.Select(i => SapLookUp.Of(documents[i])!).ToList();
            if (await AskAllAsync(lookUps, cancel) is { } answered)
            {
                group.Zip(answered).ToList().ForEach(o => found[o.First] = o.Second);
                return;
            }
        }

        foreach (var i in group)
        {
            found[i] = await LookUp.OneAsync(this, documents[i], cancel);
        }
    }

    private async Task<PushOutcome> PostAsync(SapDocument sap, CancellationToken cancel) =>
        sap.Problem is { } problem ? new PushOutcome.Refused(problem) : _judge.Of(
            await _writer.SendAsync(
                sap.Path, () => _client.Writing(HttpMethod.Post, sap.Path, SapClient.Json(sap.Body)), cancel),
            sap);

    /// <summary>
    /// Each document in a changeset of its own. No outcomes: nothing was looked at, and each document is to go by
    /// itself, with a remark where that is not the service's usual way.
    /// </summary>
    private async Task<(IReadOnlyList<PushOutcome>? Outcomes, string? Remark)> PostAllAsync(
        IReadOnlyList<SapDocument> posted, CancellationToken cancel)
    {
        if (!_batch.IsTakenBy(posted[0].Path))
        {
            return default;
        }

        try
        {
            var outcome = await _batch.SendAsync(
                posted[0].Path, [.. posted.Select(p => new[] { new BatchOperation("POST", p.Set, p.Body) })], cancel);
            return outcome switch
            {
                { IsNotOffered: true } => default,
                { IsRefused: true, HadNoEffect: true } =>
                    (null, $"SAP refused the batch ({SapError.Of(outcome.Whole)}); the document went by itself."),
                _ => ([.. posted.Select(
                    (p, i) => outcome.Of(i) is [var answer] ? _judge.Of(answer, p) : Open(outcome))], null),
            };
        }
        catch (ConnectorException e)
        {
            return ([.. posted.Select(_ => Lost(e))], null);
        }
    }

    /// <summary>All look-ups in one call. Null: they are to go one by one.</summary>
    private async Task<IReadOnlyList<PushOutcome?>?> AskAllAsync(
        IReadOnlyList<SapLookUp> lookUps, CancellationToken cancel)
    {
        if (!_batch.IsTakenBy(lookUps[0].Path))
        {
            return null;
        }

        try
        {
            var outcome = await _batch.SendAsync(
                lookUps[0].Path, [.. lookUps.Select(l => new[] { new BatchOperation("GET", $"{l.Set}?{l.Query}") })],
                cancel);
            return outcome.IsRefused
                ? null
                : [.. lookUps.Select((l, i) => outcome.Of(i) is [var answer] ? Found(l, answer) : Open(outcome))];
        }
        catch (ConnectorException e) when (e.Failure == ConnectorFailure.Transient)
        {
            return [.. lookUps.Select(_ => new PushOutcome.Unknown(e.Message, e.RetryAfter))];
        }
    }

    private static PushOutcome.Unknown Lost(ConnectorException e) =>
        new(e.Message, e.RetryAfter, MayHaveArrived: !e.NotSent);

    private PushOutcome? Found(SapLookUp lookUp, Answer answer)
    {
        if (!answer.IsSuccess)
        {
            // A refusal of the question says nothing of the document.
            return new PushOutcome.Unknown($"{lookUp.Path}: SAP answered {(int)answer.Status}. "
                + PartnerText.Of(answer), _client.RetryAfterOf(answer));
        }

        try
        {
            ODataPage.Frame(answer.Body, lookUp.Path);
            return lookUp.Number(answer) is { } number ? new PushOutcome.Done(number) : null;
        }
        catch (ConnectorException e)
        {
            // A document that needs a person stays open with its reason; the others of the batch go on.
            return new PushOutcome.Unknown(e.Message, e.RetryAfter);
        }
    }

    private PushOutcome.Unknown Open(BatchOutcome outcome) => outcome.Parts is null
        ? new PushOutcome.Unknown(
            $"SAP answered {(int)outcome.Whole.Status} to the whole batch. {PartnerText.Of(outcome.Whole)}",
            _client.RetryAfterOf(outcome.Whole),
            MayHaveArrived: !outcome.HadNoEffect)
        {
            IsAnswered = !Verdict.IsInBetween(outcome.Whole),
        }
        : new PushOutcome.Unknown("SAP's answer to the batch breaks off before this document.");

    private string? Unsendable(PushDocument document) => document switch
    {
        { Kind: PushKinds.SalesOrderWithdrawal } when _settings.RejectionReason is null =>
            "The connector file names no sap.rejectionReason, so that orders are not withdrawn in SAP.",
        { Kind: PushKinds.SalesOrderWithdrawal } => null,
        _ when SapDocument.Home(document.Kind) is null =>
            $"SAP takes no document of kind '{document.Kind}' from the hub.",
        _ when document.Key.Length > SapDocument.LongestKey =>
            $"The key '{document.Key}' is longer than the {SapDocument.LongestKey} characters SAP keeps.",
        _ => null,
    };
}
