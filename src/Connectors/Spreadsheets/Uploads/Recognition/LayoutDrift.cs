namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>
/// What has changed in a dealer's layout since its last file of the kind (布局变化): headings that are new, gone, renamed
/// or moved. Columns that nobody reads may move as they like.
/// </summary>
internal static class LayoutDrift
{
    /// <returns>Null: no change, or nothing to compare with.</returns>
    public static Bilingual? Of(TableLayout table, IReadOnlyList<RememberedLayout> known)
    {
        var now = RememberedLayout.Of(table);
        var before = known.Where(l => l.Kind == now.Kind).ToList();
        if (before.Count == 0 || before.Exists(l => l.Fingerprint == now.Fingerprint && SamePlaces(l, now)))
        {
            return null;
        }

        var last = before[0];
        var (gone, added) = (Without(last, now), Without(now, last));
        var renamed = gone.Where(g => g.Field is not null)
            .Select(g => (Old: g, New: added.Find(a => a.Field == g.Field && a.Sign == g.Sign)!))
            .Where(r => r.New is not null).ToList();
        var moved = last.Columns.Where(c => c.Field is not null)
            .Select(c => (Old: c, New: now.Columns.FirstOrDefault(n => n.Heading == c.Heading)!))
            .Where(m => m.New is not null && m.New.Letter != m.Old.Letter).ToList();
        List<Bilingual> changes =
        [
            .. renamed.Select(r => new Bilingual(
                $"“{r.Old.Heading}”改名为“{r.New.Heading}”", $"'{r.Old.Heading}' is now '{r.New.Heading}'")),
            .. added.Where(a => renamed.TrueForAll(r => r.New != a)).Select(a => new Bilingual(
                $"新增“{a.Heading}”（{a.Letter} 列）", $"'{a.Heading}' is new in column {a.Letter}")),
            .. gone.Where(g => renamed.TrueForAll(r => r.Old != g)).Select(g => new Bilingual(
                $"缺少“{g.Heading}”", $"'{g.Heading}' is gone")),
            .. moved.Select(m => new Bilingual(
                $"“{m.Old.Heading}”从 {m.Old.Letter} 列移到 {m.New.Letter} 列",
                $"'{m.Old.Heading}' moved from column {m.Old.Letter} to {m.New.Letter}")),
        ];
        return changes.Count == 0 ? null : new(
            $"表格布局与上次不同：{string.Join("；", changes.Select(c => c.Chinese))}。",
            $"The layout has changed since the last file: {string.Join("; ", changes.Select(c => c.English))}.");
    }

    private static List<RememberedColumn> Without(RememberedLayout layout, RememberedLayout other) =>
        [.. layout.Columns.Where(c => other.Columns.All(o => o.Heading != c.Heading))];

    private static bool SamePlaces(RememberedLayout one, RememberedLayout other) =>
        one.Columns.Where(c => c.Field is not null).All(
            c => other.Columns.Any(o => o.Heading == c.Heading && o.Letter == c.Letter));
}
