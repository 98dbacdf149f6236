using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Sap.Batch;

/// <summary>
/// The answers inside a <c>$batch</c> (批处理回执), in the order of its parts. A good status of the whole says nothing of
/// the parts; a changeset that failed answers once, however many writes it held.
/// </summary>
internal static class BatchReply
{
    /// <summary>Null where the answer is no batch at all, so that it speaks of the whole.</summary>
    public static IReadOnlyList<IReadOnlyList<Answer>>? Of(Answer whole)
    {
        if (!whole.IsSuccess || Multipart.BoundaryOf(whole.ContentType) is not { } boundary)
        {
            return null;
        }

        return [.. Multipart.Split(whole.Body, boundary).Select(part => Part(part, whole))];
    }

    private static IReadOnlyList<Answer> Part(ReadOnlyMemory<byte> part, Answer whole)
    {
        var (headers, rest) = Multipart.Head(part);
        return Multipart.BoundaryOf(headers.GetValueOrDefault("Content-Type")) is { } inner
            ? [.. Multipart.Split(rest, inner).SelectMany(p => Part(p, whole))]
            : Single(rest, whole) is { } answer ? [answer] : [];
    }

    private static Answer? Single(ReadOnlyMemory<byte> http, Answer whole)
    {
        if (Multipart.Response(http) is not var (status, headers, body))
        {
            return null;
        }

        using var message = new HttpResponseMessage(status);
        foreach (var (name, value) in headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        var type = headers.GetValueOrDefault("Content-Type");
        return new Answer(status, message.Headers, type?.Split(';', 2)[0].Trim(), body)
        {
            Redaction = whole.Redaction, ContentType = type,
        };
    }
}
