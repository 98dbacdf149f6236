using System.Text;
using DealerIntegration.Worker.Pipelines.Import;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// The differences for people: the first few on the screen as they are met, all of them in a file for a spreadsheet.
/// </summary>
internal sealed class MappingDiffText(TextWriter screen, string? csv) : IAsyncDisposable
{
    private const int MostShown = 20;

    // The byte order mark tells a spreadsheet that it is UTF-8.
    private readonly StreamWriter? all = csv is null ? null : new(csv, append: false, new UTF8Encoding(true));
    private int shown;
    private bool hasHead;

    public void Tell(DocumentChange change)
    {
        var what = Word(change.Kind);
        if (shown++ < MostShown)
        {
            screen.WriteLine(Line(what, change));
        }

        if (all is null)
        {
            return;
        }

        if (!hasHead)
        {
            hasHead = true;
            Write("what", "key", "field", "old", "new");
        }

        foreach (var field in change.Fields)
        {
            Write(what, change.Key, field.Field, field.Old ?? "", field.New ?? "");
        }

        if (change.Fields.Count == 0)
        {
            Write(what, change.Key, "", "", "");
        }
    }

    public void Close(string what, string file, DiffCounts counts)
    {
        if (shown > MostShown)
        {
            screen.WriteLine($"… and {shown - MostShown} more"
                + (csv is null ? "; --csv FILE lists them all" : $"; {csv} lists them all"));
        }

        screen.WriteLine(counts.Pages == 0
            ? $"{what}: no page of this dataset is stored: nothing was pulled yet."
            : $"{what} read with {file}, {counts.Pages} pages. A replay would do this, and nothing was written now:");
        Count("added", counts.Added, "");
        Count("changed", counts.Changed, "");
        Count("unchanged", counts.Unchanged, "");
        Count("gone", counts.Gone, counts.Kept > 0
            ? $"  {counts.Kept} others that no page yields stay: rejected rows without a readable key may be of them"
            : counts.Gone == 0 ? "" : "  no page yields them any more: has the key changed?");
        Count("rejected", counts.Rejected,
            $"  {counts.NewlyRejected} of them newly, and {counts.NoLongerRejected} others no longer");
        if (counts.NeedsWord)
        {
            screen.WriteLine(
                $"So many may not go unasked: the replay writes nothing before you say ./hub replay {what} "
                + "--accept-gone.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (all is not null)
        {
            await all.DisposeAsync();
        }
    }

    private static string Word(ChangeKind kind) => kind switch
    {
        ChangeKind.NewlyRejected => "rejected",
        ChangeKind.NoLongerRejected => "no longer rejected",
        ChangeKind.Added => "added",
        ChangeKind.Changed => "changed",
        _ => "gone",
    };

    private static string Line(string what, DocumentChange change) => change.Fields.Count == 0
        ? $"{what} {change.Key}"
        : $"{what} {change.Key}: " + string.Join(
            "; ",
            change.Kind == ChangeKind.NewlyRejected
                ? change.Fields.Select(f => $"{f.Field} '{f.Old}' {f.New}")
                : change.Fields.Select(f => $"{f.Field} {f.Old ?? "(empty)"} → {f.New ?? "(empty)"}"));

    private void Count(string name, long count, string remark) => screen.WriteLine($"  {name,-10} {count,8}{remark}");

    private void Write(params string[] cells) => all!.WriteLine(string.Join(',', cells.Select(Cell)));

    // A text that a spreadsheet would compute is led by an apostrophe; numbers are left as they are.
    private static string Cell(string text)
    {
        var isFormula = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' && !decimal.TryParse(
            text, System.Globalization.CultureInfo.InvariantCulture, out _);
        return $"\"{(isFormula ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
