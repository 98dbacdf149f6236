using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>The answer that holds one document whole, of a list that holds heads only (明细页).</summary>
internal static class DetailPage
{
    public static RestCall Call(HttpDetail detail, SourceRecord head, string listName) => RestCall.Get(
        detail.Path.Replace("{id}", Uri.EscapeDataString(IdOf(detail, head, listName)), StringComparison.Ordinal));

    /// <exception cref="ConnectorException">The answer is torn, an error, or another document.</exception>
    public static void Require(Answer answer, HttpDetail detail, SourceRecord head, HttpSettings settings, string what)
    {
        var tree = AnswerTree.Of(answer, settings.Format, what);
        if (InnerFailure.In(tree, settings.Failure, answer.Redaction) is { } failure)
        {
            throw failure.As(what);
        }

        var came = KeyOf(detail, tree.Record(detail.Record));
        var id = IdOf(detail, head, what);
        if (came != id)
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration,
                came is null
                    ? $"{what}: there is no document with '{detail.Key ?? detail.Id}' at '{detail.Record}'; correct "
                    + "'detail'."
                    : $"{what}: the document '{came}' came instead of '{id}'; correct 'detail'.");
        }
    }

    /// <summary>
    /// The document in a stored answer. A list without heads is stored as well, and holds none.
    /// </summary>
    /// <exception cref="ConnectorException">The body is torn, or neither a document nor an empty list.</exception>
    public static IReadOnlyList<SourceRecord> Records(
        ReadOnlyMemory<byte> body, HttpQuery query, HttpSettings settings, string what)
    {
        var tree = AnswerTree.Parse(body, settings.Format, what);
        var document = tree.Record(query.Detail!.Record);
        if (document is not null && KeyOf(query.Detail, document) is not null)
        {
            return [document];
        }

        return tree.List(query.Records) is { Count: 0 } || tree.LeavesOut(query.Records)
            ? []
            : throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{what}: there is no document with '{query.Detail.Key ?? query.Detail.Id}' at "
                + $"'{query.Detail.Record}'; correct 'detail'.");
    }

    private static string? KeyOf(HttpDetail detail, SourceRecord? document) =>
        document?.TryGet(detail.Key ?? detail.Id, out var key) == true && !string.IsNullOrEmpty(key) ? key : null;

    private static string IdOf(HttpDetail detail, SourceRecord head, string what) =>
        head.TryGet(detail.Id, out var id) && !string.IsNullOrEmpty(id) ? id : throw new ConnectorException(
            ConnectorFailure.Configuration, $"{what}: a record has no '{detail.Id}'; correct detail.id.");
}
