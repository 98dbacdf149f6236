using System.Globalization;
using System.Runtime.CompilerServices;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>
/// The stored pages of a dataset, newest first, and of each only the documents it said the last word about (最新版本).
/// Backwards, because what has been met once is then settled: no page is mapped twice, and no document is walked
/// through its old contents again.
/// </summary>
/// <param name="above">Pages up to this reading say nothing any more: everything was listed after them.</param>
internal sealed class StoredPages(
    string connector, string dataset, Func<RawPage, MappedPage> map, long above = 0)
{
    private readonly Dictionary<UInt128, long> documents = [];
    private readonly Dictionary<string, long> pages = new(StringComparer.Ordinal);

    // All readings above the lower one and up to the upper one are dealt with.
    private long? top;
    private long low;

    /// <summary>The pages that speak for a dataset, as its mapping reads them now.</summary>
    public StoredPages(string connector, DatasetMapping mapping, ISource source, StoredSpan span)
        : this(
            connector, mapping.Dataset,
            page => Mapper.Map(Datasets.Find(mapping.Dataset)!, mapping, source.Read(mapping, page)), span.Above)
    {
    }

    /// <summary>True when there is no older page left.</summary>
    public bool Ended { get; private set; }

    /// <summary>What a worker needs to go on from here: the newest and the oldest reading dealt with.</summary>
    public string Checkpoint => string.Create(CultureInfo.InvariantCulture, $"{top ?? 0}/{low}");

    /// <summary>The newest reading that a checkpoint says was dealt with.</summary>
    public static long TopOf(string checkpoint) =>
        long.Parse(checkpoint.Split('/')[0], CultureInfo.InvariantCulture);

    /// <summary>Goes on where another worker stopped; what it has dealt with is read once more for its keys.</summary>
    public async Task ResumeAsync(NpgsqlTransaction transaction, string? checkpoint, CancellationToken cancel)
    {
        if (checkpoint?.Split('/') is not [var upper, var lower])
        {
            return;
        }

        top = long.Parse(upper, CultureInfo.InvariantCulture);
        low = long.Parse(lower, CultureInfo.InvariantCulture);
        await foreach (var reading in BackAsync(transaction, low - 1, top.Value + 1, cancel))
        {
            Settle(reading, map(reading.Page));
        }
    }

    /// <summary>
    /// Pages that have come since the last step, if any, then the next few older ones. They must be dealt with in the
    /// transaction they are read in.
    /// </summary>
    public async IAsyncEnumerable<StoredPage> StepAsync(
        NpgsqlTransaction transaction, [EnumeratorCancellation] CancellationToken cancel)
    {
        var newest = await RawStore.NewestReadingAsync(transaction, connector, dataset, top ?? 0, cancel);
        low = top is null ? newest + 1 : low;
        var known = top ?? newest;
        top = newest;
        await foreach (var reading in BackAsync(transaction, known, newest + 1, cancel))
        {
            yield return Settle(reading, map(reading.Page));
        }

        var older = await RawStore.ReadingsAsync(
            transaction, connector, dataset, new ReadingRange(above, low, newest), cancel);
        foreach (var reading in older)
        {
            yield return Settle(reading, map(reading.Page));
            low = reading.Id;
        }

        Ended = older.Count == 0;
    }

    /// <summary>Whether a stored page says anything about a document, be it only that it cannot be taken.</summary>
    public bool Holds(string key) => documents.ContainsKey(KeyHash.Of(key));

    private async IAsyncEnumerable<PageReading> BackAsync(
        NpgsqlTransaction transaction, long above, long below, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (await RawStore.ReadingsAsync(
            transaction, connector, dataset, new ReadingRange(above, below, top!.Value), cancel)
            is { Count: > 0 } batch)
        {
            foreach (var reading in batch)
            {
                yield return reading;
            }

            below = batch[^1].Id;
        }
    }

    private StoredPage Settle(PageReading reading, MappedPage page)
    {
        pages[reading.Page.Name] = Math.Max(pages.GetValueOrDefault(reading.Page.Name), reading.Id);
        foreach (var key in page.Keys)
        {
            var hash = KeyHash.Of(key);
            documents[hash] = Math.Max(documents.GetValueOrDefault(hash), reading.Id);
        }

        return new StoredPage(reading, page with
        {
            Documents = [.. page.Documents.Where(d => documents[KeyHash.Of(d.Key)] == reading.Id)],
            Rejected = [.. page.Rejected.Where(r => IsNewest(r, reading))],
        });
    }

    // A row without a key counts where its page was read last.
    private bool IsNewest(RejectedRow row, PageReading reading) =>
        row.Key is { } key && documents.TryGetValue(KeyHash.Of(key), out var id)
            ? id == reading.Id
            : pages[reading.Page.Name] == reading.Id;
}

/// <summary>A stored page with what it says the last word about.</summary>
internal sealed record StoredPage(PageReading Reading, MappedPage Mapped);
