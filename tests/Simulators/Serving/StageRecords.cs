namespace DealerIntegration.Simulators.Serving;

/// <summary>One record of the list that is pulled: enough to tell whether it came, and came as it was.</summary>
internal sealed record StageRecord(string Number, string Dealer, decimal Amount, DateTimeOffset ChangedAt);

/// <summary>The list a partner holds for pulling (待取清单). Tests change it while it is paged.</summary>
internal sealed class StageRecords
{
    private readonly SortedDictionary<string, StageRecord> records = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>
    /// Done before a page is made, on the partner's thread; it is told the page's number, the first being 0.
    /// </summary>
    public Action<int>? BeforePage { get; set; }

    /// <summary>Told of each record that is put, and of the number of each that is taken away.</summary>
    public Action<string, StageRecord?>? OnChange { get; set; }

    /// <summary>Everything there is, by number.</summary>
    public IReadOnlyList<StageRecord> All
    {
        get
        {
            lock (gate)
            {
                return [.. records.Values];
            }
        }
    }

    /// <summary>Adds a record or replaces the one of its number.</summary>
    public void Put(StageRecord record)
    {
        lock (gate)
        {
            records[record.Number] = record;
        }

        OnChange?.Invoke(record.Number, record);
    }

    public void Remove(string number)
    {
        lock (gate)
        {
            records.Remove(number);
        }

        OnChange?.Invoke(number, null);
    }

    /// <summary>For the partner: everything there is at the moment the page is made.</summary>
    public IReadOnlyList<StageRecord> ForPage(int page)
    {
        BeforePage?.Invoke(page);
        return All;
    }
}
