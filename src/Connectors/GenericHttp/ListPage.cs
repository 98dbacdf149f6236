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
    /// <exception cref="ConnectorException">The answer is torn, an error, or no such list.</exception>
    public static ListPage Of(
        ReadOnlyMemory<byte> body, HttpQuery query, HttpSettings settings, Redaction redaction, string what)
    {
        var tree = AnswerTree.Parse(body, settings.Format, what);
        if (InnerFailure.In(tree, settings.Failure, redaction) is { } failure)
        {
            throw failure.As(what);
        }

        var total = query.Total is null ? null : TotalOf(tree, query.Total, what);
        var isEmptyAllowed = total == 0 || (settings.Failure is not null && tree.LeavesOut(query.Records));
        var list = tree.List(query.Records) ?? (isEmptyAllowed ? [] : throw new ConnectorException(
            ConnectorFailure.Configuration,
            $"{what}: there is no list at '{query.Records}'. Correct 'records'; if this is how the partner writes an "
            + "empty list, name its count as 'total' or its success code under 'failure'."));
        return new ListPage(
            [.. list.Select(e => e.Record)],
            total,
            query.Paging.HasMore is { } path ? Flag(tree, path, what) : null,
            query.Paging.Next is { } next ? tree.Text(next) : null,
            query.Paging.Kind is PagingKind.Page or PagingKind.Offset ? Print(list.Select(e => e.Raw())) : "");
    }

    private static string Print(IEnumerable<string> records)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var record in records)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(record));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static long? TotalOf(AnswerTree tree, string path, string what) =>
        long.TryParse(tree.Text(path), NumberStyles.None, CultureInfo.InvariantCulture, out var total)
            ? total
            : throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{what}: '{tree.Text(path)}' at '{path}' is no count of records; correct 'total'.");

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
