using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>
/// A page of a list. Zero records are believed only where the answer says that it is a success: a missing list is
/// otherwise a wrong path or an error that nobody described.
/// </summary>
/// <param name="Fingerprint">Equal for pages of the same records; kept where pages are numbered.</param>
internal sealed record ListPage(
    IReadOnlyList<SourceRecord> Records, long? Total, bool? HasMore, string? Next, string Fingerprint)
{
    /// <summary>How many pages the partner says there are.</summary>
    public long? Pages { get; init; }

    /// <exception cref="ConnectorException">The answer is torn, an error, or no such list.</exception>
    public static ListPage Of(Answer answer, HttpQuery query, HttpSettings settings, string what) =>
        Of(AnswerTree.Of(answer, settings.Format, what), query, settings, answer.Redaction, what);

    /// <summary>A page that was stored. What its headers said was judged when it came.</summary>
    /// <exception cref="ConnectorException">The body is torn, an error, or no such list.</exception>
    public static ListPage OfStored(ReadOnlyMemory<byte> body, HttpQuery query, HttpSettings settings, string what) =>
        Of(AnswerTree.Parse(body, settings.Format, what), query, settings, Redaction.None, what);

    private static ListPage Of(
        AnswerTree tree, HttpQuery query, HttpSettings settings, Redaction redaction, string what)
    {
        if (InnerFailure.In(tree, settings.Failure, redaction) is { } failure)
        {
            throw failure.As(what);
        }

        var total = Count(tree, query.Total, nameof(query.Total), what);
        // A count in a header is not stored with the body, so it cannot say later that a missing list was meant.
        var isEmptyAllowed = (total == 0 && !HeaderPath.Is(query.Total))
            || (settings.Failure is not null && tree.LeavesOut(query.Records));
        var list = tree.List(query.Records) ?? (isEmptyAllowed ? [] : throw new ConnectorException(
            ConnectorFailure.Configuration,
            $"{what}: there is no list at '{query.Records}'{tree.Instead(query.Records)}. Correct 'records'; if this "
            + "is how the partner writes an empty list, name its count as 'total' or its success code under "
            + "'failure'."));
        return new ListPage(
            [.. list.Select(e => e.Record)],
            total,
            query.Paging.HasMore is { } path && tree.Knows(path) ? Flag(tree, path, what) : null,
            NextIn(tree, list, query.Paging),
            query.Paging.IsNumbered ? Print(list.Select(e => e.Raw())) : "")
        {
            Pages = Count(tree, query.Paging.Pages, nameof(query.Paging.Pages), what),
        };
    }

    private static string? NextIn(AnswerTree tree, IReadOnlyList<ListEntry> list, HttpPaging paging) => paging switch
    {
        { Next: null } => null,
        { Kind: PagingKind.LastRecord } =>
            list.Count > 0 && list[^1].Record.TryGet(paging.Next, out var last) ? last : null,
        _ => tree.Text(paging.Next),
    };

    private static string Print(IEnumerable<string> records)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var record in records)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(record));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static long? Count(AnswerTree tree, string? path, string member, string what) =>
        path is null || !tree.Knows(path) ? null
            : long.TryParse(tree.Text(path), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
            : throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{what}: '{tree.Text(path)}' at '{path}' is no count; correct '{member.ToLowerInvariant()}'.");

    private static bool Flag(AnswerTree tree, string path, string what) =>
        tree.Text(path)?.ToLowerInvariant() switch
        {
            "true" or "1" or "y" or "yes" => true,
            "false" or "0" or "n" or "no" => false,
            var other => throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{what}: '{other}' at '{path}' does not say whether there is more; correct 'hasMore'."),
        };
}
