using DealerIntegration.Domain.Reconciliation.Causes;
using DealerIntegration.Domain.Reconciliation.Causes.Lines;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>
/// Turns what the steps left open into breaks, each with the first cause that a document proves (差异归因).
/// </summary>
internal sealed class Explanation(CaseFile file, string currency)
{
    private static readonly Item[] Nothing = [];

    private readonly List<Break> _breaks = [];

    public IReadOnlyList<Break> Breaks()
    {
        var workspace = file.Workspace;
        foreach (var (match, ours, theirs) in workspace.Pairs)
        {
            if (match.OurAmount != match.TheirAmount)
            {
                Add(new OpenBreak(BreakKind.Unequal, ours, theirs, match.OurAmount, match.TheirAmount));
            }
        }

        var nearest = new NearestLines(workspace);

        foreach (var item in workspace.Theirs.Where(item => !item.Taken))
        {
            Add(
                new OpenBreak(BreakKind.MissingInOurs, Nothing, [item], 0m, item.Amount),
                nearest.To(item, BookSide.Theirs));
        }

        foreach (var item in workspace.Ours.Where(item => !item.Taken))
        {
            Add(
                new OpenBreak(BreakKind.MissingInTheirs, [item], Nothing, item.Amount, 0m),
                nearest.To(item, BookSide.Ours));
        }

        return [.. _breaks
            .OrderBy(b => (b.Ours ?? b.Theirs)!.Date)
            .ThenBy(b => b.Reference, StringComparer.Ordinal)
            .ThenBy(b => b.Kind)
            .ThenBy(b => b.Amount)
            .ThenBy(b => (b.Ours ?? b.Theirs)!.Id, StringComparer.Ordinal)
            .ThenBy(b => b.Theirs?.Id, StringComparer.Ordinal)];
    }

    private void Add(OpenBreak open, IReadOnlyList<NearMiss>? nearest = null)
    {
        if (file.ProofOf(open) is { } known)
        {
            var proof = new Proof(known.Evidence, known.Documents, known.OurCorrection);
            var found = Close(open, known.Cause, proof, EffectOf(open), nearest);
            _breaks.Add(found with
            {
                OurPeriod = found.OurPeriod ?? known.Elsewhere,
                TheirPeriod = found.TheirPeriod ?? known.Elsewhere,
            });
            return;
        }

        foreach (var cause in BreakCauses.InPrecedence)
        {
            if (cause.Prove(open, file) is not { } proof)
            {
                continue;
            }

            if (proof.Neighbour is { } neighbour)
            {
                AddOtherPeriod(open, proof, neighbour, nearest);
            }
            else
            {
                _breaks.Add(Close(open, cause.Cause, proof, EffectOf(open), nearest));
            }

            return;
        }

        if (Remembered(open) is { } carried)
        {
            var proof = new Proof(carried.Evidence, carried.Documents, carried.OurCorrection);
            _breaks.Add(Close(open, carried.Cause, proof, EffectOf(open), nearest) with { Account = carried.Account });
            return;
        }

        var parts = TwoCauses.Of(open, file);
        if (parts.Count == 0)
        {
            _breaks.Add(Close(open, null, null, EffectOf(open), nearest));
        }

        // From our amount to theirs, one cause after the other: their breaks add up to the difference.
        foreach (var part in parts)
        {
            var step = open with { TheirAmount = open.OurAmount + part.Amount };
            _breaks.Add(Close(step, part.Cause, part.Proof, EffectOf(step)) with
            {
                Item = $"{ItemOf(open)}|{part.Cause}",
            });
            open = open with { OurAmount = step.TheirAmount };
        }
    }

    // The rest between two lines of an earlier period was explained then, and is until somebody corrects it.
    private CarriedCause? Remembered(OpenBreak open) => open.Kind switch
    {
        BreakKind.MissingInOurs => file.Workspace.CarriedCauseOf(open.Theirs[0], BookSide.Theirs),
        BreakKind.MissingInTheirs => file.Workspace.CarriedCauseOf(open.Ours[0], BookSide.Ours),
        _ => null,
    };

    // A line in another currency moves no balance of this book.
    private decimal EffectOf(OpenBreak open) =>
        (open.Ours.Count > 0 ? open.Ours : open.Theirs)[0].Entry.Currency == currency ? open.Amount : 0m;

    /// <summary>
    /// The amount of the neighbour is what the other month explains. Where this month's line says another amount, the
    /// rest is a difference of its own between the two lines, with its own cause or none.
    /// </summary>
    private void AddOtherPeriod(OpenBreak open, Proof proof, Item neighbour, IReadOnlyList<NearMiss>? nearest)
    {
        file.OtherMonths.Use(neighbour);
        var inOpening = neighbour.Entry.Date < file.Period.Start;
        var missingInOurs = open.Kind == BreakKind.MissingInOurs;
        if (missingInOurs)
        {
            file.Booked.Note(open.Theirs[0], neighbour.Entry.Id);
        }

        var covered = missingInOurs
            ? open with { TheirAmount = neighbour.Amount }
            : open with { OurAmount = neighbour.Amount };
        _breaks.Add(Close(covered, BreakCause.OtherPeriod, proof, inOpening ? 0m : covered.Amount, nearest));

        var rest = new OpenBreak(
            BreakKind.Unequal,
            missingInOurs ? [neighbour] : open.Ours,
            missingInOurs ? open.Theirs : [neighbour],
            missingInOurs ? neighbour.Amount : open.OurAmount,
            missingInOurs ? open.TheirAmount : neighbour.Amount);
        if (rest.Amount != 0m)
        {
            Add(rest);
        }
    }

    private Break Close(
        OpenBreak open, BreakCause? cause, Proof? proof, decimal effect, IReadOnlyList<NearMiss>? nearest = null)
    {
        var ours = open.Ours.Count > 0 ? open.Ours[0].Entry : null;
        var theirs = open.Theirs.Count > 0 ? open.Theirs[0].Entry : null;
        var ourSide = ours ?? (theirs is null ? null : proof?.Neighbour?.Entry);
        var reference = ourSide?.Reference is { Length: > 0 } known ? known : theirs?.Reference ?? "";
        var carried = open.Ours.Concat(open.Theirs).FirstOrDefault(item => item.IsCarried);
        return new Break(
            open.Kind,
            cause,
            reference,
            ours,
            theirs,
            open.Amount,
            effect,
            $"theirs {AmountText.Of(open.TheirAmount)} − ours {AmountText.Of(open.OurAmount)} = "
            + AmountText.Of(open.Amount),
            proof?.Evidence,
            proof?.Documents ?? [],
            ours is null ? proof?.NeighbourPeriod : Period.Of(ours.Date),
            theirs is null ? proof?.NeighbourPeriod : Period.Of(theirs.Date))
        {
            Item = ItemOf(open),
            OurCorrection = proof?.OurCorrection ?? false,
            CarriedFrom = carried is null ? null : Period.Of(carried.Entry.Date),
            MayBeWrittenOff = cause is null or BreakCause.RoundingOrTax
                && file.Workspace.Rules.MayWriteOff(open.Amount),
            Nearest = nearest ?? [],
            Account = cause == BreakCause.WrittenOff
                ? file.Workspace.WriteOffOf(open.Ours, open.Theirs)?.Account
                : null,
        };
    }

    private static string ItemOf(OpenBreak open) =>
        $"{DecidedMatches.Ids(open.Ours)}|{DecidedMatches.Ids(open.Theirs)}";
}
