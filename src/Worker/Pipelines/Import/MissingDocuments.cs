using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>
/// Documents that stand and that the source, or its stored pages, say nothing about (缺失单据). Of a million of them only
/// their numbers are kept, and the first few keys.
/// </summary>
internal sealed class MissingDocuments
{
    private const int MostNamed = 5;

    private readonly List<long> _versions = [];
    private readonly List<string> _firstKeys = [];

    private MissingDocuments()
    {
    }

    /// <summary>How many documents could have been missed.</summary>
    public long Standing { get; private set; }

    public IReadOnlyList<long> Versions => _versions;

    public long Count => _versions.Count;

    public IReadOnlyList<string> FirstKeys => _firstKeys;

    /// <summary>For people: how many, and which.</summary>
    public string Text => TextOf(Count, _firstKeys);

    public static string TextOf(long count, IReadOnlyList<string> firstKeys)
    {
        var more = count > firstKeys.Count ? $" and {count - firstKeys.Count} more" : "";
        return $"{(count == 1 ? "1 document" : $"{count} documents")} ({string.Join(", ", firstKeys)}{more})";
    }

    /// <param name="transaction">Only read.</param>
    /// <param name="spec">The dataset.</param>
    /// <param name="source">The connector's name.</param>
    /// <param name="scope">Which of its documents may be missed.</param>
    /// <param name="isThere">Whether something was said about a document with this key.</param>
    /// <param name="cancel">Stops looking.</param>
    /// <param name="tell">Told the key of each missing one.</param>
    public static async Task<MissingDocuments> FindAsync(
        NpgsqlTransaction transaction, DatasetSpec spec, string source, StandingScope scope, Func<string, bool> isThere,
        CancellationToken cancel, Action<string>? tell = null)
    {
        var missing = new MissingDocuments();
        await GoneStore.EachStandingAsync(transaction, spec, source, scope, (version, key) =>
        {
            missing.Standing++;
            if (!isThere(key))
            {
                missing.Add(version, key);
                tell?.Invoke(key);
            }
        }, cancel);
        return missing;
    }

    private void Add(long version, string key)
    {
        _versions.Add(version);
        if (_firstKeys.Count < MostNamed)
        {
            _firstKeys.Add(key);
        }
    }
}
