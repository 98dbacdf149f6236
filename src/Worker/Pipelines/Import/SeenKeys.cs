using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>
/// Which documents have come in a pass over a part (已到键值): the proof that a list was whole goes by keys. A partner's
/// rows move while it is paged; then one row comes twice and another never, and the number of rows is right even so.
/// </summary>
internal sealed class SeenKeys
{
    private readonly HashSet<UInt128> keys = [];
    private long withoutKey;

    /// <summary>The keys that have come, as hashes.</summary>
    public IReadOnlyCollection<UInt128> Keys => keys;

    /// <summary>Records that stood on an earlier page as well.</summary>
    public long Twice { get; private set; }

    /// <summary>Different records that have come.</summary>
    public long Came => keys.Count + withoutKey;

    public void Add(MappedPage page)
    {
        Twice += page.Keys.Count(key => !keys.Add(KeyHash.Of(key)));

        // Records without a key, and those that share one on the same page: nothing moved between pages there.
        withoutKey += page.Tally.Records - page.Keys.Count;
    }

    public void Clear()
    {
        keys.Clear();
        Twice = 0;
        withoutKey = 0;
    }
}
