namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>
/// What was seen and is worth a word (说明). The first ones are kept, the rest is counted: a filtered sheet may hide a
/// million rows.
/// </summary>
internal sealed class NoteList(IEnumerable<Bilingual> first)
{
    private const int Most = 200;

    private readonly List<Bilingual> kept = [.. first];
    private long more;

    public void Add(Bilingual note)
    {
        if (kept.Count < Most)
        {
            kept.Add(note);
        }
        else
        {
            more++;
        }
    }

    public void AddAll(IEnumerable<Bilingual> notes)
    {
        foreach (var note in notes)
        {
            Add(note);
        }
    }

    public IReadOnlyList<Bilingual> All => more == 0
        ? kept
        : [.. kept, new($"另有 {more:N0} 条类似说明未列出。", $"{more:N0} more remarks of this kind are not listed.")];
}
