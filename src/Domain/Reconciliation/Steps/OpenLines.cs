namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// Lines that a step without a common number may take: open, and with a number that the other side does not know. A
/// number that names another document is evidence against a pair.
/// </summary>
internal sealed class OpenLines
{
    private OpenLines(Item[] ours, Item[] theirs)
    {
        (Ours, Theirs) = (ours, theirs);
    }

    public Item[] Ours { get; }

    public Item[] Theirs { get; }

    /// <summary>Null where a side has no such line: then there is nothing to pair.</summary>
    public static OpenLines? Of(Workspace workspace, Func<Item, bool>? only = null)
    {
        // Asked first, because the numbers of a whole book are normalised only when a line is left over.
        var ours = Array.FindAll(workspace.Ours, IsWanted);
        var theirs = Array.FindAll(workspace.Theirs, IsWanted);
        if (ours.Length == 0 || theirs.Length == 0)
        {
            return null;
        }

        ours = Array.FindAll(ours, item => !workspace.TheirKeys.Contains(item.Key));
        theirs = Array.FindAll(theirs, item => !workspace.OurKeys.Contains(item.Key));
        return ours.Length == 0 || theirs.Length == 0 ? null : new OpenLines(ours, theirs);

        bool IsWanted(Item item) => item.IsOpen && (only is null || only(item));
    }
}
