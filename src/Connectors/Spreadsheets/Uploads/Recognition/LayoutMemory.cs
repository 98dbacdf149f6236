namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>Reads a table as a person has confirmed it before (按登记布局读取).</summary>
internal sealed class LayoutMemory(IUploadKnowledge knowledge)
{
    /// <summary>The same headings, in whatever order: nothing has to be recognised. Null: not confirmed.</summary>
    public (TableLayout Layout, RememberedLayout Known)? Find(Heading heading, UploadDefinition definition)
    {
        var confirmed = knowledge.Layouts.Where(l => l.ConfirmedBy is not null && l.Kind == definition.Title.English)
            .ToList();
        if (confirmed.Count == 0)
        {
            return null;
        }

        var keys = LayoutFingerprint.Keys(heading);
        var print = LayoutFingerprint.Of(definition.Title.English, keys.Select(k => k.Key));
        if (confirmed.Find(l => l.Fingerprint == print) is not { } known)
        {
            return null;
        }

        var guesses = Guesses(keys, known, definition).ToList();
        return (new TableProposal(definition, heading, guesses, [], 1).ToLayout(), known);
    }

    /// <summary>
    /// What a confirmed layout of other headings still says of the ones that stayed: the newest one of which at least
    /// half did. Of another layout altogether, a heading alike may mean something else.
    /// </summary>
    public IEnumerable<FieldGuess> Kept(Heading heading, UploadDefinition definition)
    {
        var keys = LayoutFingerprint.Keys(heading);
        return knowledge.Layouts.Where(l => l.ConfirmedBy is not null && l.Kind == definition.Title.English)
            .Select(l => (Layout: l, Kept: Guesses(keys, l, definition).ToList()))
            .Where(l => l.Kept.Count > 0 && l.Kept.Count * 2 >= l.Layout.Columns.Count(c => c.Field is not null))
            .Select(l => l.Kept).FirstOrDefault() ?? [];
    }

    private static IEnumerable<FieldGuess> Guesses(
        IReadOnlyList<(string Key, HeadedColumn Column)> keys, RememberedLayout known, UploadDefinition definition)
    {
        var why = new Bilingual(
            $"{known.ConfirmedBy} 于 {known.At:yyyy-MM-dd} 确认",
            $"confirmed by {known.ConfirmedBy} on {known.At:yyyy-MM-dd}");
        return
            from k in keys
            from column in known.Columns.Where(c => c.Heading == k.Key)
            let field = column.Field ?? ""
            where definition.Columns.ContainsKey(field)
            select new FieldGuess(k.Column, field, column.Sign, FieldGuess.Exact, why);
    }
}
