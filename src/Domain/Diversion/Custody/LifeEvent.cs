using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Domain.Diversion.Custody;

/// <summary>
/// One thing that happened to one code, in numbers: what custody follows from, whether the names behind the numbers
/// are at hand (<see cref="CustodyBook"/>) or stay in a file.
/// </summary>
/// <param name="Key">Order in time: <see cref="KeyOf"/>, or the place among all events in that order.</param>
/// <param name="At">The instant, in microseconds since any fixed day.</param>
/// <param name="OfContents">An unpacking without codes: the unit was emptied. Stands in the life of the unit.</param>
/// <param name="Unit">Number of the carton or pallet for packing and unpacking; <see cref="None"/> otherwise.</param>
/// <param name="From">Number of the dealer that gave the goods away; <see cref="Principal"/> or above.</param>
/// <param name="To">Number of the dealer that got them.</param>
/// <param name="Event">Number of the event itself: the same event in two lives happened once.</param>
public readonly record struct LifeEvent(
    long Key, long At, TraceStep Step, bool OfContents, int Unit, int From, int To, int Event)
{
    public const int None = -1;

    /// <summary>The number of the principal among the dealers.</summary>
    public const int Principal = 0;

    private const int Ranks = 16;

    /// <summary>Whether the goods may have changed hands, or stopped being goods.</summary>
    public bool IsMovement => Step is TraceStep.Ship or TraceStep.Transfer or TraceStep.Receive or TraceStep.Return
        or TraceStep.Sell or TraceStep.Destroy;

    /// <summary>
    /// Order of an event. Of several at the same instant packing comes first and unpacking last: what leaves in a unit
    /// was in it, and a unit is opened where it arrived.
    /// </summary>
    /// <param name="microseconds">The instant, in microseconds since any fixed day.</param>
    /// <param name="step">What happened.</param>
    public static long KeyOf(long microseconds, TraceStep step) => (microseconds * Ranks) + step switch
    {
        TraceStep.Commission => 0,
        TraceStep.Pack => 1,
        TraceStep.Ship => 2,
        TraceStep.Transfer => 3,
        TraceStep.Receive => 4,
        TraceStep.Return => 5,
        TraceStep.Sell => 6,
        TraceStep.Destroy => 7,
        _ => 8,
    };
}

/// <summary>The lives of codes by their numbers.</summary>
public interface ILives
{
    /// <summary>
    /// Everything that happened to the code itself, by key; what happened to units around it is theirs.
    /// </summary>
    IReadOnlyList<LifeEvent> Of(int code);

    /// <summary>Whether anything had been packed into a unit before this key.</summary>
    bool IsFilledBefore(int unit, long key);
}
