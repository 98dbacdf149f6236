using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Domain.Diversion.Custody;

/// <summary>What is missing before a movement (断链).</summary>
internal enum Gap
{
    None,

    /// <summary>A dealer gave away what it never had.</summary>
    LeftFromStranger,

    /// <summary>A dealer received what nobody had sent to it.</summary>
    ArrivedUnsent,
}

/// <summary>Follows the goods from movement to movement (货权推移): who has them, and what does not fit.</summary>
/// <remarks>
/// The latest movement counts. A gap is that of the movement that brought the goods to their holder. What is destroyed
/// stays destroyed: a later movement is a fault of the data, and must not bring a dead code back to life.
/// </remarks>
internal struct CustodyTrack
{
    private int _returningTo;

    // Sent on before its receipt was read; when that comes late it confirms the past and moves nothing.
    private int _unconfirmed;
    private bool _isConfirmed;

    /// <summary>Where the goods are before the first movement of a code that is known.</summary>
    public static CustodyTrack Start => new() { State = CustodyState.AtPrincipal };

    public CustodyState State { get; private set; }

    /// <summary>Number of the dealer that answers for the goods; the principal when none does.</summary>
    public int Holder { get; private set; }

    /// <summary>Who gave them away in the movement that brought them here.</summary>
    public int Giver { get; private set; }

    /// <summary>Whether the last event brought them to where they are, and did not only confirm it.</summary>
    public bool Moved { get; private set; }

    public Gap Gap { get; private set; }

    /// <summary>The holder confirmed that the goods arrived.</summary>
    public readonly bool IsReceived => _isConfirmed;

    /// <summary>Takes the next movement.</summary>
    /// <returns>True when it does not fit what was known: the giver did not have the goods, or they are dead.</returns>
    public bool Apply(in LifeEvent e)
    {
        Moved = false;
        if (State == CustodyState.Withdrawn)
        {
            return e.Step != TraceStep.Destroy;
        }

        switch (e.Step)
        {
            case TraceStep.Ship or TraceStep.Transfer:
                return Depart(e.From, e.To);
            case TraceStep.Receive:
                Arrive(e.To);
                return false;
            case TraceStep.Return:
                return GoBack(e.From, e.To);
            case TraceStep.Destroy:
                Move(CustodyState.Withdrawn, Holder, LifeEvent.Principal, Gap.None);
                return false;
            default:
                return false;
        }
    }

    private bool Depart(int from, int to)
    {
        if (to == LifeEvent.Principal)
        {
            // Between two warehouses of the principal nothing changes hands.
            return (from != LifeEvent.Principal || Holder != LifeEvent.Principal) && GoBack(from, to);
        }

        // The principal's goods may be sent again after a return whose arrival nobody read.
        var stranger = from != LifeEvent.Principal && from != Holder;
        var elsewhere = from == LifeEvent.Principal && Holder != LifeEvent.Principal && Holder != to
            && State != CustodyState.Returning;
        _unconfirmed = _isConfirmed ? LifeEvent.Principal : Holder;
        Move(
            CustodyState.WithDealer, from == LifeEvent.Principal ? Holder : from, to,
            stranger ? Gap.LeftFromStranger : Gap.None);
        return stranger || elsewhere;
    }

    private void Arrive(int to)
    {
        if (to == LifeEvent.Principal)
        {
            if (State != CustodyState.AtPrincipal)
            {
                Move(CustodyState.AtPrincipal, Holder, to, Gap.None);
            }
        }
        else if (to == Holder && State == CustodyState.WithDealer)
        {
            _isConfirmed = true;
        }
        else if (to == Holder || (State == CustodyState.Returning && to == _returningTo))
        {
            // A return that was refused, or that went to another dealer.
            Move(CustodyState.WithDealer, Holder, to, Gap.None);
            _isConfirmed = true;
        }
        else if (to == _unconfirmed)
        {
            _unconfirmed = LifeEvent.Principal;
        }
        else
        {
            Move(CustodyState.WithDealer, Holder, to, Gap.ArrivedUnsent);
            _isConfirmed = true;
        }
    }

    private bool GoBack(int from, int to)
    {
        var sender = from == LifeEvent.Principal ? Holder : from;
        if (sender == LifeEvent.Principal)
        {
            return true;
        }

        var stranger = sender != Holder;
        Move(CustodyState.Returning, sender, sender, stranger ? Gap.LeftFromStranger : Gap.None);
        _returningTo = to;
        return stranger;
    }

    private void Move(CustodyState state, int giver, int holder, Gap gap)
    {
        (State, Giver, Holder, Gap, Moved) = (state, giver, holder, gap, true);
        (_isConfirmed, _returningTo) = (false, LifeEvent.Principal);
    }
}
