using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Sap.Batch;

/// <summary>Calls a service's <c>$batch</c> (批处理调用).</summary>
internal sealed class SapBatch(SapClient client, SapWriter writer)
{
    /// <summary>Sends the parts once.</summary>
    /// <param name="path">Service and entity set that the token is fetched from.</param>
    /// <exception cref="ConnectorException">No whole answer came back: the effect of every part is unknown.</exception>
    public async Task<BatchOutcome> SendAsync(
        string path, IReadOnlyList<IReadOnlyList<BatchOperation>> parts, CancellationToken cancel)
    {
        var service = path[..path.IndexOf('/', StringComparison.Ordinal)];
        var answer = await writer.SendAsync(
            path, () => client.Posting($"{service}/$batch", BatchRequest.Content(parts)), cancel);
        return new BatchOutcome(answer, BatchReply.Of(answer));
    }
}

/// <summary>What came back of a batch.</summary>
/// <param name="Parts">The answers of the parts that have one; null where the answer speaks of the whole.</param>
internal sealed record BatchOutcome(Answer Whole, IReadOnlyList<IReadOnlyList<Answer>>? Parts)
{
    /// <summary>The service knows no batches: nothing was looked at, and each document can go by itself.</summary>
    public bool IsNotOffered => (int)Whole.Status is 404 or 405 or 501;

    /// <summary>
    /// The batch as a whole was turned away before any part was looked at; SAP itself says so, and not what stands in
    /// front of it.
    /// </summary>
    public bool HadNoEffect => Parts is null
        && (int)Whole.Status is >= 400 and < 500
        && !Verdict.IsTransient(Whole.Status)
        && PartnerText.FromJson(Whole) is not null;

    /// <summary>The answers of a part; none where the batch broke off before it.</summary>
    public IReadOnlyList<Answer> Of(int part) => Parts is not null && part < Parts.Count ? Parts[part] : [];
}
