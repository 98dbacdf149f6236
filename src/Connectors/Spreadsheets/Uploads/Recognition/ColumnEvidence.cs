using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>
/// Weighs what headings and values say of every column (证据汇总). Independent reasons add up: what neither is sure of may
/// be sure by both. No reason counts whose values cannot be what the field holds.
/// </summary>
internal static class ColumnEvidence
{
    public static IReadOnlyList<FieldGuess> Of(
        Heading heading, UploadDefinition definition, DatasetSpec spec, IUploadKnowledge knowledge, NameEvidence names)
    {
        var sample = TableSample.Of(heading, definition);
        var content = new ContentEvidence(definition, spec, sample, knowledge);
        var named = heading.Columns.SelectMany(names.Of).ToList();
        var settled = named.Where(g => g.IsExact).Select(g => g.Column).ToHashSet();
        var open = heading.Columns.Where(c => !settled.Contains(c) && !names.IsIgnored(c)).ToList();
        var identity = new AmountIdentity(definition, spec, sample);
        var products = identity.Of(heading.Columns).Where(g => open.Contains(g.Column)).ToList();
        var others = named.Where(g => !g.IsExact && open.Contains(g.Column))
            .Concat(open.SelectMany(c => content.Of(c, open)))
            .Concat(products)
            .Where(g => content.Allows(g.Field, g.Column))
            .Where(g => !identity.Amounts.Contains(g.Column.Column) || g.Field == "amount"
                || spec.TypeOf(g.Field) != FieldType.Decimal)
            .GroupBy(g => (g.Column.Column, g.Field, g.Sign))
            .Select(g => Together([.. g], definition.Columns[g.Key.Field]));
        return [.. named.Where(g => g.IsExact), .. others];
    }

    private static FieldGuess Together(List<FieldGuess> reasons, ColumnDefinition rules)
    {
        var doubt = reasons.Aggregate(1m, (rest, g) => rest * (1 - g.Confidence));
        var sure = Math.Min(1 - doubt, 0.99m);
        return reasons[0] with
        {
            Confidence = ForeignWords.Qualify(reasons[0].Column, rules) ? Math.Min(sure, ForeignWords.Ceiling) : sure,
            Why = new(
                string.Join("；", reasons.Select(g => g.Why.Chinese)),
                string.Join("; ", reasons.Select(g => g.Why.English))),
        };
    }
}
