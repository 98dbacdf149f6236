using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Decisions;

/// <summary>
/// The lines of both books of a dealer as its last reconciliation saw them, and what became of each (双方明细). Checks
/// what a person wants to decide about them.
/// </summary>
internal sealed class DealerLines
{
    private readonly NpgsqlTransaction _transaction;
    private readonly DecisionRequest _request;
    private readonly Run _last;
    private readonly DateOnly _today;
    private readonly CancellationToken _cancel;
    private readonly Dictionary<string, BookEntry> _ours;
    private readonly Dictionary<string, BookEntry> _theirs;

    private DealerLines(
        NpgsqlTransaction transaction, DecisionRequest request, Run last, DateOnly today,
        DealerBook ours, DealerBook? theirs, CancellationToken cancel)
    {
        (_transaction, _request, _last, _today, _cancel) = (transaction, request, last, today, cancel);
        _ours = ById(ours);
        _theirs = theirs is null ? [] : ById(theirs);
    }

    /// <exception cref="UsageException">The dealer was not reconciled in the period.</exception>
    public static async Task<DealerLines> LoadAsync(
        NpgsqlTransaction transaction, DecisionRequest request, DateOnly today, CancellationToken cancel)
    {
        var last = await RunStore.LatestOfDealerAsync(transaction, "reconcile", request.Dealer, request.Period, cancel)
            ?? throw new UsageException(
                $"{request.Dealer} was not reconciled in {request.Period}; start with ./hub reconcile --period "
                + $"{request.Period} --dealer {request.Dealer}");
        var books = await SeenBooks.LedgersAsync(transaction, last, [request.Dealer], cancel);
        return new DealerLines(transaction, request, last, today, books[0].Ours, books[0].Theirs, cancel);
    }

    /// <summary>Sums of the named lines, which are there and in one currency.</summary>
    public (decimal Ours, decimal Theirs) Sums(IReadOnlyList<string> ours, IReadOnlyList<string> theirs)
    {
        var our = ours.Select(id => Find(_ours, id, "our book")).ToList();
        var their = theirs.Select(id => Find(_theirs, id, "the dealer's ledger")).ToList();
        RequireOnce(ours);
        RequireOnce(theirs);
        var currencies = our.Concat(their).Select(e => e.Currency).Distinct().Order(StringComparer.Ordinal).ToList();
        return currencies.Count <= 1
            ? (our.Sum(e => e.Amount), their.Sum(e => e.Amount))
            : throw new UsageException(
                $"The lines are in {string.Join(" and ", currencies)}; lines of different currencies never match.");
    }

    /// <exception cref="UsageException">A match has taken one of them.</exception>
    public async Task RequireOpenAsync(IReadOnlyList<string> ours, IReadOnlyList<string> theirs)
    {
        var matches = await ReconciledStore.MatchesHoldingAsync(
            _transaction, _last.Id, _request.Dealer, ours, theirs, _cancel);
        if (matches.Count > 0)
        {
            var match = matches[0];
            var taken = match.OurLines.Intersect(ours).Concat(match.TheirLines.Intersect(theirs));
            throw new UsageException(
                $"{string.Join(", ", taken)} is not open: match {match.No} ({match.Step}) holds {Named(match)}. Undo "
                + $"it first, reconcile, then decide: ./hub match undo --period {_request.Period} "
                + $"--dealer {_request.Dealer} --match {match.No} --reason \"…\"");
        }
    }

    public async Task<StoredMatch> MatchAsync(int no) =>
        await ReconciledStore.MatchAsync(_transaction, _last.Id, _request.Dealer, no, _cancel)
        ?? throw new UsageException($"There is no match {no} of {_request.Dealer} in run {_last.Id}.");

    /// <summary>The match that holds all of these lines.</summary>
    public async Task<StoredMatch> MatchAsync(IReadOnlyList<string> ours, IReadOnlyList<string> theirs)
    {
        if (ours.Count + theirs.Count == 0)
        {
            throw new UsageException("Name the match: --match NO, or its lines with --ours and --theirs.");
        }

        Sums(ours, theirs);
        var matches = await ReconciledStore.MatchesHoldingAsync(
            _transaction, _last.Id, _request.Dealer, ours, theirs, _cancel);
        return matches.FirstOrDefault(m => !ours.Except(m.OurLines).Any() && !theirs.Except(m.TheirLines).Any())
            ?? throw new UsageException(
                $"{string.Join(", ", ours.Concat(theirs))} are not matched with each other in run {_last.Id}; "
                + (matches.Count == 0 ? "they are open." : $"match {matches[0].No} holds {Named(matches[0])}."));
    }

    public Decision KeepApart(StoredMatch match) =>
        Decision(DecisionKind.KeepApart, match.OurLines, match.TheirLines, match.OurAmount, match.TheirAmount);

    /// <summary>Gives up the difference that a break names, with every line it stands between.</summary>
    /// <exception cref="UsageException">There is none, or it is above the limit.</exception>
    public async Task<Decision> WriteOffAsync(string item, string account, decimal limit)
    {
        var (ours, theirs) = DecisionRequest.Item(item);
        var breaks = await ReconciledStore.BreaksBetweenAsync(_transaction, _last.Id, _request.Dealer, item, _cancel);
        if (breaks.Count == 0)
        {
            throw new UsageException(
                $"Run {_last.Id} has no difference '{item}' of {_request.Dealer}; its page lists them, and so does "
                + $"./hub explain break --period {_request.Period} --dealer {_request.Dealer}");
        }

        var amount = breaks.Sum(b => b.Amount);
        if (Math.Abs(amount) > limit)
        {
            throw new UsageException(
                $"The difference of '{item}' is {AmountText.Of(amount)}, above the limit of {AmountText.Of(limit)} for "
                + "one item; book it in the ERP instead.");
        }

        var (ourSum, theirSum) = Sums(ours, theirs);
        return Decision(DecisionKind.WriteOff, ours, theirs, ourSum, theirSum, account);
    }

    /// <summary>A decision that the last run has not seen yet must not be about the same lines.</summary>
    public async Task RequireUndecidedAsync(Decision decision)
    {
        var known = await DecisionStore.LoadAsync(
            _transaction, [_request.Dealer], _request.Period, long.MaxValue, _cancel);
        var pending = known[_request.Dealer].FirstOrDefault(d =>
            d.Number > _last.Watermark
            && (d.OurIds.Intersect(decision.OurIds).Any() || d.TheirIds.Intersect(decision.TheirIds).Any()));
        if (pending is not null)
        {
            throw new UsageException(
                $"Decision {pending.Number} by {pending.DecidedBy} is about the same lines and in no "
                + $"result yet; reconcile first (./hub reconcile --period {_request.Period} --dealer "
                + $"{_request.Dealer}), or take it back: ./hub decision withdraw {pending.Number} "
                + "--reason \"…\"");
        }
    }

    public Decision Decision(
        DecisionKind kind, IReadOnlyList<string> ours, IReadOnlyList<string> theirs, decimal ourAmount,
        decimal theirAmount, string? account = null) =>
        new(0, kind, ours, theirs, ourAmount, theirAmount, account, _request.Reason.Trim(), _request.Actor, _today);

    private BookEntry Find(Dictionary<string, BookEntry> book, string id, string name) =>
        book.GetValueOrDefault(id)
        ?? throw new UsageException(
            $"There is no line '{id}' in {name} of {_request.Dealer} for {_request.Period}, as run {_last.Id} read "
            + "it.");

    private static void RequireOnce(IReadOnlyList<string> ids)
    {
        if (ids.GroupBy(id => id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new UsageException($"'{twice.Key}' is named twice; a line counts once.");
        }
    }

    private static string Named(StoredMatch match) =>
        $"{string.Join(", ", match.OurLines)} and {string.Join(", ", match.TheirLines)}";

    private static Dictionary<string, BookEntry> ById(DealerBook book) =>
        book.Entries.Concat(book.Carried)
            .GroupBy(e => e.Id, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
}
