namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>The good values of a row by field, in the places of its <see cref="TablePlan"/>.</summary>
internal sealed class RowValues(TablePlan plan)
{
    private readonly object?[] values = new object?[plan.Fields.Count];

    /// <summary>Null where the row has no value, or no column may fill the field.</summary>
    /// <exception cref="ArgumentException">A field is set that no column may fill.</exception>
    public object? this[string field]
    {
        get => this[plan.IndexOf(field)];
        set => values[plan.IndexOf(field) is >= 0 and var index
            ? index
            : throw new ArgumentException($"No column of the table may fill '{field}'.", nameof(field))] = value;
    }

    public object? this[int index]
    {
        get => index < 0 ? null : values[index];
        set => values[index] = value;
    }

    public void Remove(string field) => this[field] = null;
}
