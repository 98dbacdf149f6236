using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Stock;

/// <summary>
/// Weighs what other documents hold against a dealer's report of movements (盘点佐证): a transfer that only the other
/// dealer reports, a line reported twice, a quantity in the wrong unit, a product nobody knows. A document and the
/// count have to agree: what would not bring the report nearer to the count is left alone.
/// </summary>
internal sealed class StockClaims(
    ProductLines lines, StockUnit unit, Period period, bool isKnown, decimal rest, IReadOnlyList<StockMovement> own)
{
    private readonly List<(string, string, DateOnly, decimal, string)> _added = [];
    private readonly Dictionary<(BookSide, string), LineProof> _proofs = [];
    private readonly HashSet<string> _dropped = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _corrected = new(StringComparer.Ordinal);
    private decimal _rest = rest;

    public IReadOnlyList<(string Id, string Reference, DateOnly Date, decimal Quantity, string Text)> Added => _added;

    public IReadOnlyDictionary<(BookSide, string), LineProof> Proofs => _proofs;

    /// <summary>Reported movements that did not happen.</summary>
    public IReadOnlySet<string> Dropped => _dropped;

    /// <summary>Reported movements that happened with another quantity; signed.</summary>
    public IReadOnlyDictionary<string, decimal> Corrected => _corrected;

    public StockClaims Judge()
    {
        Transfers();
        Copies();
        WrongUnits();
        Count();
        return this;
    }

    private bool Accepts(decimal change)
    {
        if (change == 0m || Math.Abs(_rest - change) >= Math.Abs(_rest))
        {
            return false;
        }

        _rest -= change;
        return true;
    }

    private void Transfers()
    {
        // One report of this dealer answers one of the other, also when the goods arrived in a later month.
        var answers = lines.Movements.ToList();
        foreach (var theirs in lines.OfOthers)
        {
            var kind = theirs.Kind == MovementKind.TransferOut ? MovementKind.TransferIn : MovementKind.TransferOut;
            var answer = answers.Find(m => m.Kind == kind && m.Counterpart == theirs.DealerCode
                && (theirs.Document is null || m.Document is null
                    ? m.Quantity == theirs.Quantity
                    : m.Document == theirs.Document));
            if (answer is not null)
            {
                answers.Remove(answer);
                continue;
            }

            var quantity = unit.Apply(theirs.Quantity, theirs.Unit);
            var id = $"{theirs.DealerCode}/{theirs.Id}";
            var signed = kind == MovementKind.TransferIn ? quantity : -quantity;
            if (Accepts(signed))
            {
                var document = theirs.Document ?? id;
                _added.Add((id, document, theirs.Date, signed, kind.ToString()));
                _proofs[(BookSide.Theirs, id)] = new LineProof(
                    BreakCause.NotBookedByUs,
                    $"Dealer {theirs.DealerCode} reports a transfer {(signed > 0m ? "to" : "from")} this dealer of "
                    + $"{unit.Of(quantity)} on {theirs.Date:yyyy-MM-dd} ({document}); this dealer's report does not "
                    + "hold it.",
                    [document]);
            }
        }
    }

    private void Copies()
    {
        var seen = new Dictionary<(string?, MovementKind, DateOnly, decimal, string?, string?), string>();
        foreach (var line in own.Where(m => !string.IsNullOrWhiteSpace(m.Document)))
        {
            var key = (line.Document, line.Kind, line.Date, line.Quantity, line.Unit, line.Counterpart);
            if (seen.TryAdd(key, line.Id))
            {
                continue;
            }

            if (Accepts(-Signed(line)))
            {
                _dropped.Add(line.Id);
                _proofs[(BookSide.Ours, line.Id)] = new LineProof(
                    BreakCause.Duplicate,
                    $"The dealer reports {line.Document} of {line.Date:yyyy-MM-dd} over "
                    + $"{unit.Of(Math.Abs(Signed(line)))} twice ({seen[key]} and {line.Id}); the count confirms one.",
                    [line.Document!, line.Id]);
            }
        }
    }

    private void WrongUnits()
    {
        if (_rest == 0m || unit.PackSize == 1)
        {
            return;
        }

        var fits = own.Where(m => !_dropped.Contains(m.Id))
            .SelectMany(m => Others(Signed(m)).Select(other => (Line: m, Other: other)))
            .Where(fit => fit.Other - Signed(fit.Line) == _rest)
            .ToList();
        if (fits is not [var (line, quantity)])
        {
            return;
        }

        _rest = 0m;
        _corrected[line.Id] = quantity;
        _proofs[(BookSide.Ours, line.Id)] = new LineProof(
            BreakCause.UnitOfMeasure,
            $"The dealer reports {line.Document ?? line.Id} with {unit.Of(Math.Abs(Signed(line)))}; counted in the "
            + $"other unit of a pack of {unit.PackSize} it is {unit.Of(Math.Abs(quantity))}, which is what the count "
            + "shows.",
            [line.Document ?? line.Id]);
    }

    private void Count()
    {
        var counted = lines.Closing.Sum(count => unit.Apply(count.Quantity, count.Unit));
        var expected = counted - _rest;
        var id = $"count of {period.End:yyyy-MM-dd}";
        if (_rest == 0m)
        {
            return;
        }

        if (unit.PackSize > 1 && expected != 0m && Others(expected).Contains(counted))
        {
            Explain(BreakCause.UnitOfMeasure,
                $"The stock list of {period.End:yyyy-MM-dd} says {unit.Of(counted)}; {unit.Of(expected)} counted in "
                + $"the other unit of a pack of {unit.PackSize} is the same.");
        }
        else if (!isKnown && expected == 0m)
        {
            Explain(BreakCause.UnknownProduct,
                $"The stock list of {period.End:yyyy-MM-dd} holds {unit.Of(counted)} of {lines.Product}, which the "
                + "product master does not hold and we never shipped.");
        }

        void Explain(BreakCause cause, string evidence)
        {
            _added.Add((id, id, period.End, _rest, StockBooks.Corrected));
            _proofs[(BookSide.Theirs, id)] = new LineProof(cause, evidence, [id]);
            _rest = 0m;
        }
    }

    private IEnumerable<decimal> Others(decimal quantity) =>
        quantity % unit.PackSize == 0m
            ? [quantity * unit.PackSize, quantity / unit.PackSize]
            : [quantity * unit.PackSize];

    private decimal Signed(StockMovement m) => (m.Adds ? 1 : -1) * unit.Apply(m.Quantity, m.Unit);
}
