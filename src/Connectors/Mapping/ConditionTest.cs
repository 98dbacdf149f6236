namespace DealerIntegration.Connectors.Mapping;

/// <summary>A condition of the mapping file, ready to be asked of every row.</summary>
internal sealed class ConditionTest(Condition condition)
{
    /// <summary>
    /// True or false; null with a problem when the row has no such path, because a misspelt path must not silently turn
    /// a credit note into an invoice.
    /// </summary>
    public bool? Holds(in Row row, out Problem? problem)
    {
        problem = null;
        if (!row.TryGet(condition.Path, out var text))
        {
            problem = Problem.NoSuchPath(condition.Path);
            return null;
        }

        return (condition.EqualTo is null || text == condition.EqualTo)
            && (condition.StartsWith is null
                || (text is not null && text.StartsWith(condition.StartsWith, StringComparison.Ordinal)))
            && (condition.In is null || (text is not null && condition.In.Contains(text)))
            && (condition.Empty is null || condition.Empty == string.IsNullOrWhiteSpace(text));
    }
}
