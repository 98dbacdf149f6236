using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// One line against several of the other side without a common number whose sum is exactly its amount (凑数勾对), within
/// the date window. The fewest lines win, then the oldest; where that does not decide, a person does.
/// </summary>
/// <remarks>
/// Score 0.70 for two lines and 0.05 less for each further one, at least 0.40: the more lines, the easier they add up
/// by chance. The bounds are the rules' and <see cref="SumTable.MostSets"/>; what they cut off is said.
/// </remarks>
internal sealed class SubsetSumStep : IMatchStep
{
    // Amounts with more places than this take no part; no currency has them.
    private const int MostPlaces = 6;

    public void Run(string name, Workspace workspace)
    {
        if (OpenLines.Of(workspace) is { } open)
        {
            new Search(name, workspace, open).Run();
        }
    }

    private sealed class Search
    {
        private readonly string _step;
        private readonly Workspace _workspace;
        private readonly OpenLines _open;
        private readonly SumPools _ours;
        private readonly SumPools _theirs;
        private readonly PriorityQueue<SumOffer, SumOffer> _queue = new();
        private readonly Dictionary<BookSide, List<Item>> _cutOff =
            new() { [BookSide.Ours] = [], [BookSide.Theirs] = [] };

        public Search(string step, Workspace workspace, OpenLines open)
        {
            (_step, _workspace, _open) = (step, workspace, open);
            var scale = Math.Min(MostPlaces, open.Ours.Concat(open.Theirs).Max(item => (int)item.Amount.Scale));
            _ours = new SumPools(open.Ours, workspace.Rules, scale);
            _theirs = new SumPools(open.Theirs, workspace.Rules, scale);
        }

        public void Run()
        {
            Array.ForEach(_open.Ours, item => Offer(item, BookSide.Ours));
            Array.ForEach(_open.Theirs, item => Offer(item, BookSide.Theirs));
            while (_queue.TryPeek(out var best, out _))
            {
                SetChoice.Run(_step, _workspace, EquallyGood(best).ConvertAll(Set));
            }

            SayWhatWasCutOff(BookSide.Ours);
            SayWhatWasCutOff(BookSide.Theirs);
        }

        private void Offer(Item wanted, BookSide side)
        {
            if (!wanted.IsOpen || (side == BookSide.Ours ? _theirs : _ours).For(wanted) is not var (pool, left))
            {
                return;
            }

            var most = _workspace.Rules.SubsetSum.MaxLines;
            Item[] one = [wanted];
            var found = pool.Find(wanted.Amount, 2, most, set => LineSet.MayBe(one, set));
            if (found.Sets.Count > 0)
            {
                var offer = new SumOffer(wanted, side, found, left);
                _queue.Enqueue(offer, offer);
            }
            else if (left > 0 || found.Stopped)
            {
                _cutOff[side].Add(wanted);
            }
        }

        // What was taken since an offer was made may have spoilt it; a new one is never better than the old.
        private List<SumOffer> EquallyGood(SumOffer best)
        {
            var group = new List<SumOffer>();
            while (_queue.TryPeek(out var next, out _) && next.CompareTo(best) == 0)
            {
                _queue.Dequeue();
                if (next.IsStale)
                {
                    Offer(next.Wanted, next.Side);
                }
                else
                {
                    group.Add(next);
                }
            }

            return group;
        }

        private static LineSet Set(SumOffer offer)
        {
            var lines = offer.Found.Sets[0].Length;
            var ways = string.Join(" or ", offer.Found.Sets.Select(Sum));
            return LineSet.Of(
                offer.Wanted,
                offer.Side,
                [.. offer.Lines.Where(line => line != offer.Wanted)],
                Math.Max(0.40m, 0.70m - (0.05m * (lines - 2))),
                $"{AmountText.Of(offer.Wanted.Amount)} = {ways}, the fewest lines and the oldest that come to it"
                + LeftOut(offer),
                WhyNot(offer.Found));
        }

        private static string? WhyNot(SumSearch found) =>
            found.Stopped ? $"so many sets of {found.StoppedAt} lines come to it that not all were compared"
            : found.Count > 1 ? $"{found.Count} sets are equally short and equally old"
            : null;

        private static string Sum(Item[] set) =>
            $"{string.Join(" + ", set.Select(line => AmountText.Of(line.Amount)))} "
            + $"({string.Join(", ", set.Select(line => line.Entry.Id))})";

        private static string LeftOut(SumOffer offer) => offer.LeftOut == 0
            ? ""
            : $"; {offer.LeftOut} lines of the window, further away in date, were not tried";

        private void SayWhatWasCutOff(BookSide side)
        {
            var lines = _cutOff[side].FindAll(item => item.IsOpen);
            if (lines.Count > 0)
            {
                var bounds = _workspace.Rules.SubsetSum;
                var first = LineSet.Of(lines.MinBy(item => item.Rank)!, side, [], 0m, "");
                _workspace.Proposals.Add(new Proposal(
                    _step,
                    [.. first.Ours.Select(item => item.Entry)],
                    [.. first.Theirs.Select(item => item.Entry)],
                    $"for {lines.Count} open lines, of which this is the first, no set was found and not every set was "
                    + $"tried: at most {bounds.MaxCandidates} lines nearest in date, {bounds.MaxLines} lines a set and "
                    + $"{SumTable.MostSets} half sets. Raise subsetSum.maxCandidates or narrow the date window"));
            }
        }
    }
}
