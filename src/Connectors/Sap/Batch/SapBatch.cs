using System.Collections.Concurrent;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Sap.Batch;

/// <summary>
/// Calls a service's <c>$batch</c> (批处理调用), and remembers which services take none: who turns two in a row away is
/// not asked again.
/// </summary>
internal sealed class SapBatch(SapClient client, SapWriter writer)
{
    private const int Enough = 2;

    private readonly ConcurrentDictionary<string, int> _refusals = new(StringComparer.Ordinal);

    /// <summary>False once the service has shown that it takes no batches.</summary>
    public bool IsTakenBy(string path) => _refusals.GetValueOrDefault(ServiceOf(path)) < Enough;

    /// <summary>Sends the parts once.</summary>
    /// <param name="path">Service and entity set that the token is fetched for.</param>
    /// <exception cref="ConnectorException">No whole answer came back: the effect of every part is unknown.</exception>
    public async Task<BatchOutcome> SendAsync(
        string path, IReadOnlyList<IReadOnlyList<BatchOperation>> parts, CancellationToken cancel)
    {
        var service = ServiceOf(path);
        var answer = await writer.SendAsync(
            path,
            () => client.Writing(HttpMethod.Post, $"{service}/$batch", BatchRequest.Content(parts)),
            cancel);
        var outcome = new BatchOutcome(answer, BatchReply.Of(answer));
        if (outcome.Parts is not null)
        {
            _refusals.TryRemove(service, out _);
        }
        else if (outcome.IsRefused)
        {
            _refusals.AddOrUpdate(service, outcome.IsNotOffered ? Enough : 1, (_, times) => times + 1);
        }

        return outcome;
    }

    private static string ServiceOf(string path) => path[..path.IndexOf('/', StringComparison.Ordinal)];
}

/// <summary>What came back of a batch.</summary>
/// <param name="Parts">The answers of the parts that have one; null where the answer speaks of the whole.</param>
internal sealed record BatchOutcome(Answer Whole, IReadOnlyList<IReadOnlyList<Answer>>? Parts)
{
    /// <summary>The service knows no batches: nothing was looked at, and each document can go by itself.</summary>
    public bool IsNotOffered => (int)Whole.Status is 404 or 405 or 501;

    /// <summary>The batch as a whole was turned away, by SAP or by what stands in front of it.</summary>
    public bool IsRefused => IsNotOffered
        || (Parts is null && (int)Whole.Status is >= 400 and < 500 and not 401 && !Verdict.IsTransient(Whole.Status));

    /// <summary>
    /// No part was looked at: the service knows no batches, nobody was let in, or SAP itself gives a reason, and not
    /// what stands in front of it.
    /// </summary>
    public bool HadNoEffect => IsNotOffered || (int)Whole.Status == 401
        || (IsRefused && SapError.Of(Whole) is not null);

    /// <summary>The answers of a part; none where the batch broke off before it.</summary>
    public IReadOnlyList<Answer> Of(int part) => Parts is not null && part < Parts.Count ? Parts[part] : [];
}
