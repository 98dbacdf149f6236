using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// One line against several of the other side without a common number whose sum is exactly its amount (凑数勾对), within
/// the date window. The fewest lines win, then the oldest; where that does not decide, a person does.
/// </summary>
/// <remarks>
/// Score 0.70 for two lines and 0.05 less for each further one, at least 0.40: the more lines, the easier they add up by
/// chance. The bounds are the rules' and <see cref="SumTable.MostSets"/>; what they cut off is said.
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
        private readonly Dictionary<BookSide, List<Item>> _cutOff = new() { [BookSide.Ours] = [], [BookSide.Theirs] = [] };

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
                Settle(EquallyGood(best));
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

        private void Settle(List<SumOffer> group)
        {
            var uses = new Dictionary<Item, int>();
            foreach (var line in group.SelectMany(offer => offer.Lines))
            {
                uses[line] = uses.GetValueOrDefault(line) + 1;
            }

            foreach (var offer in group)
            {
                var contested = offer.Lines.Where(line => uses[line] > 1).Select(line => line.Entry.Id).ToList();
                if (offer.Found.IsPlain && contested.Count == 0)
                {
                    var set = LineSet.Of(offer.Wanted, offer.Side, offer.Found.Sets[0], Why(offer));
                    var score = Math.Max(0.40m, 0.70m - (0.05m * (offer.Found.Sets[0].Length - 2)));
                    _workspace.Take(_step, score, set.Ours, set.Theirs, set.Why);
                }
                else
                {
                    var set = LineSet.Of(
                        offer.Wanted, offer.Side, [.. offer.Lines.Where(line => line != offer.Wanted)], WhyNot(offer, contested));
                    _workspace.Propose(_step, set.Ours, set.Theirs, set.Why);
                }
            }
        }

        private static string Why(SumOffer offer) =>
            $"{Sum(offer.Found.Sets[0])} = {AmountText.Of(offer.Wanted.Amount)}, the fewest lines and the oldest that come "
            + $"to it{LeftOut(offer)}";

        private static string WhyNot(SumOffer offer, List<string> contested)
        {
            var ways = string.Join(" or ", offer.Found.Sets.Select(Sum));
            var reason = contested.Count > 0
                ? $"{string.Join(", ", contested)} would fit another line just as well"
                : offer.Found.Stopped
                    ? $"so many sets of {offer.Found.StoppedAt} lines come to it that not all were compared"
                    : $"{offer.Found.Count} sets are equally short and equally old";
            return $"{AmountText.Of(offer.Wanted.Amount)} = {ways}; not taken, because {reason}{LeftOut(offer)}";
        }

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
                var first = LineSet.Of(lines.MinBy(item => item.Rank)!, side, [], "");
                _workspace.Proposals.Add(new Proposal(
                    _step,
                    [.. first.Ours.Select(item => item.Entry)],
                    [.. first.Theirs.Select(item => item.Entry)],
                    $"for {lines.Count} open lines, of which this is the first, no set was found and not every set was tried: "
                    + $"at most {bounds.MaxCandidates} lines nearest in date, {bounds.MaxLines} lines a set and "
                    + $"{SumTable.MostSets} half sets. Raise subsetSum.maxCandidates or narrow the date window"));
            }
        }
    }
}
