namespace DealerIntegration.Domain.Diversion.Custody;

/// <summary>From an instant on, until the next step: who answers for the goods.</summary>
/// <param name="At">The instant, as in <see cref="LifeEvent.At"/>.</param>
/// <param name="Dealer">Number of the dealer that has or had them last; the principal when none does.</param>
/// <param name="IsPlain">
/// With that dealer, by a chain that is whole and without a transfer: nothing to tell. Otherwise only the whole life of
/// the code says what.
/// </param>
/// <param name="Event">The movement that brought them there.</param>
public readonly record struct CustodyStep(long At, int Dealer, bool IsPlain, int Event);

/// <summary>
/// Custody of a code over time in numbers (货权时间线), for millions of codes whose names stay where they are. It says
/// the same as <see cref="CustodyBook"/> wherever a step is plain.
/// </summary>
public static class CustodyTimeline
{
    /// <summary>The steps, oldest first; none: the goods never moved.</summary>
    public static IReadOnlyList<CustodyStep> Of(ILives lives, int code)
    {
        var movements = LifeLine.Of(lives, code);
        var steps = new List<CustodyStep>(movements.Count);
        var track = CustodyTrack.Start;
        var isClear = true;
        for (var i = 0; i < movements.Count; i++)
        {
            // Which of two at the same instant came last is told by their ids, and those are not at hand.
            var e = movements[i].What;
            isClear &= i == 0 || movements[i - 1].What is var before && (before.Key != e.Key
                || (before.Step == e.Step && before.From == e.From && before.To == e.To));
            track.Apply(e);
            if (track.Moved || !isClear)
            {
                steps.Add(new CustodyStep(
                    e.At,
                    track.Holder,
                    isClear && track.State == CustodyState.WithDealer && track.Gap == Gap.None
                        && e.Step != Events.TraceStep.Transfer,
                    e.Event));
            }
        }

        return steps;
    }

    /// <summary>Whether anything in the events of the code does not fit.</summary>
    public static bool HasFault(ILives lives, int code) => FaultSearch.Of(lives, code).Any();
}
