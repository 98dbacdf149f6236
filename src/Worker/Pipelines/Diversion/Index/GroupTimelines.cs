using DealerIntegration.Domain.Diversion.Custody;

namespace DealerIntegration.Worker.Pipelines.Diversion.Index;

/// <summary>Finds the course of custody of each group of codes, and of those that follow none.</summary>
/// <param name="draft">What was read.</param>
/// <param name="lives">Its lives.</param>
/// <param name="emptied">Units that were unpacked as a whole.</param>
internal sealed class GroupTimelines(IndexDraft draft, DraftLives lives, HashSet<int> emptied)
{
    // A unit in a unit in a unit: what is deeper is looked at closely when it is asked for.
    private const int MostDepth = 8;

    private readonly List<int> _ofGroup = [];
    private readonly Dictionary<int, int> _ofBusy = [];

    public TimelineTable Table { get; } = new();

    public int[] OfGroups => [.. _ofGroup];

    /// <summary>Adds the course of a code that has a group of its own.</summary>
    public void AddFor(int node, bool isUnit) => _ofGroup.Add(isUnit ? TimelineOfUnit(node, 0) : Follow(node));

    /// <summary>Follows every group of the draft.</summary>
    public void FollowAll()
    {
        _ofGroup.AddRange(Enumerable.Repeat(-1, draft.Groups.Count));
        _ofGroup[CodeRef.Known] = 0;
        for (var group = 1; group < draft.Groups.Count; group++)
        {
            TimelineOf(group, 0);
        }
    }

    // Most cartons lie on a pallet that moved after they were put there: then theirs is the pallet's course.
    private int TimelineOf(int number, int depth)
    {
        if (_ofGroup[number] >= 0)
        {
            return _ofGroup[number];
        }

        var group = draft.Groups[number];
        if (group.Unit != LifeEvent.None && group.ShippedTo == LifeEvent.Principal && depth < MostDepth
            && !emptied.Contains(group.Unit))
        {
            var timeline = TimelineOfUnit(group.Unit, depth);
            if (group.At <= Table.FirstAt(timeline))
            {
                return _ofGroup[number] = timeline;
            }
        }

        lives.Put(number);
        return _ofGroup[number] = Follow(DraftLives.Probe);
    }

    private int TimelineOfUnit(int unit, int depth)
    {
        if (!lives.IsBusy(unit))
        {
            return TimelineOf(lives.OnlyGroupOf(unit), depth + 1);
        }

        if (!_ofBusy.TryGetValue(unit, out var timeline))
        {
            _ofBusy.Add(unit, timeline = Follow(unit));
        }

        return timeline;
    }

    private int Follow(int node) =>
        lives.IsUnclear(node) ? 0 : Table.NumberOf(CustodyTimeline.Of(lives, node), DocumentOf);

    private int DocumentOf(int lifeEvent) => lifeEvent < 0
        ? draft.Rows[OwnEvent.RowOf(lifeEvent)].Document
        : draft.Groups[lifeEvent / 2].Document;
}
