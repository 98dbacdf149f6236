using DealerIntegration.Domain.Reconciliation.ThreeWay;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Stock;

/// <summary>Puts the two books of one product at one dealer together (一个商品的库存账).</summary>
internal sealed class ProductStock
{
    private readonly Dictionary<(BookSide, string), LineProof> _proofs = [];
    private readonly string _dealer;
    private readonly ProductLines _lines;
    private readonly StockUnit _unit;
    private readonly bool _isKnown;
    private readonly Period _period;
    private readonly int _windowDays;
    private readonly StockSide _ours;
    private readonly StockSide _theirs;

    public ProductStock(
        string dealer, ProductLines lines, StockUnit unit, bool isKnown, Period period, int windowDays)
    {
        (_dealer, _lines, _unit, _isKnown, _period, _windowDays) = (dealer, lines, unit, isKnown, period, windowDays);
        var currency = $"{lines.Product} {unit.Name}".TrimEnd();
        (_ours, _theirs) = (new StockSide(currency), new StockSide(currency));
    }

    public DocumentedBooks Build()
    {
        foreach (var shipment in _lines.Shipments)
        {
            AddShipment([.. shipment]);
        }

        var returns = new ReturnPairs(_lines, _unit, _windowDays);
        AddReturns(returns);
        var counted = Sum(_lines.Closing);
        var opening = Sum(_lines.Opening);
        AddMovements(opening, counted);
        return new DocumentedBooks(
            _ours.Book(_dealer, _period, opening + _ours.Carried - _theirs.Carried, null),
            _theirs.Book(_dealer, _period, opening, counted),
            Evidence.None with { Proofs = _proofs });
    }

    private decimal Sum(IReadOnlyList<CountedStock> counts) =>
        counts.Sum(count => _unit.Apply(count.Quantity, count.Unit));

    private void AddShipment(IReadOnlyList<ShippedLine> lines)
    {
        var (number, shippedOn, deliveredOn) = (lines[0].Shipment, lines[0].ShippedOn, lines[0].DeliveredOn);
        var shipped = lines.Sum(line => _unit.Apply(line.Quantity, line.Unit));
        var received = lines.Sum(line => _unit.Apply(line.Received ?? line.Quantity, line.Unit));
        if (shippedOn < _period.Start && (deliveredOn is not { } day || day >= _period.Start))
        {
            _ours.Carry(number, EntryKind.Invoice, number, shippedOn, shipped, StockBooks.SellIn);
        }
        else if (_period.Contains(shippedOn))
        {
            _ours.Add(number, EntryKind.Invoice, number, shippedOn, shipped, StockBooks.SellIn);
        }
        else
        {
            return;
        }

        if (deliveredOn is { } arrived && arrived <= _period.End)
        {
            _theirs.Add(number, EntryKind.Invoice, number, arrived, received, StockBooks.Received);
            Prove(BookSide.Ours, number, BreakCause.Quantity, true,
                $"Shipment {number} left with {_unit.Of(shipped)} on {shippedOn:yyyy-MM-dd}; the dealer signed for "
                + $"{_unit.Of(received)} on {arrived:yyyy-MM-dd}: {_unit.Of(received - shipped)}.", number);
            return;
        }

        var arrival = deliveredOn is { } late ? $"was delivered on {late:yyyy-MM-dd}" : "is still on its way";
        Prove(BookSide.Ours, number, BreakCause.InTransitAtCutOff, false,
            $"Shipment {number} with {_unit.Of(shipped)} left on {shippedOn:yyyy-MM-dd} and {arrival}; the period ends "
            + $"on {_period.End:yyyy-MM-dd}.", number);
    }

    private void AddReturns(ReturnPairs pairs)
    {
        foreach (var (booked, reported) in pairs.All)
        {
            // A return that both saw before the period is in the opening count already.
            var day = reported?.Date ?? booked!.Date;
            var open = booked is null || booked.Date >= _period.Start;
            if (day > _period.End || !open)
            {
                continue;
            }

            var reference = booked?.Document ?? reported!.Document ?? reported.Id;
            if (booked is not null && _period.Contains(booked.Date))
            {
                _ours.Add(
                    booked.Document, EntryKind.Return, reference, booked.Date, -pairs.Of(booked), StockBooks.Returned);
            }

            var id = reported?.Id ?? booked!.Document;
            var quantity = reported is null ? pairs.Of(booked!) : pairs.Of(reported);
            if (day < _period.Start)
            {
                _theirs.Carry(id, EntryKind.Return, reference, day, -quantity, StockBooks.Returned);
            }
            else
            {
                _theirs.Add(id, EntryKind.Return, reference, day, -quantity, StockBooks.Returned);
            }

            if (booked is null || booked.Date > _period.End)
            {
                ProveReturn(booked, reported!, quantity);
            }
        }
    }

    private void ProveReturn(BookedReturn? booked, StockMovement reported, decimal quantity)
    {
        var text = $"The dealer reports the return of {_unit.Of(quantity)} on {reported.Date:yyyy-MM-dd} "
            + $"({reported.Document ?? reported.Id}); ";
        _proofs[(BookSide.Theirs, reported.Id)] = booked is null
            ? new LineProof(
                BreakCause.NotBookedByUs,
                text + "we have not booked a return of it.",
                [reported.Document ?? reported.Id],
                OurCorrection: true)
            : new LineProof(
                BreakCause.OtherPeriod,
                $"{text}we booked {booked.Document} on {booked.Date:yyyy-MM-dd} ({Period.Of(booked.Date)}).",
                [reported.Document ?? reported.Id, booked.Document],
                OurCorrection: true,
                Period.Of(booked.Date));
    }

    private void AddMovements(decimal opening, decimal counted)
    {
        var own = _lines.Movements.Where(m => m.Kind != MovementKind.Return && _period.Contains(m.Date)).ToList();
        foreach (var movement in own)
        {
            Add(_ours, movement, Signed(movement));
        }

        // What the count leaves open while everything reported is taken as it stands.
        var rest = counted - opening - _theirs.Lines - own.Sum(Signed);
        var claims = new StockClaims(_lines, _unit, _period, _isKnown, rest, own).Judge();
        foreach (var movement in own.Where(m => !claims.Dropped.Contains(m.Id)))
        {
            var corrected = claims.Corrected.TryGetValue(movement.Id, out var quantity) ? quantity : Signed(movement);
            Add(_theirs, movement, corrected);
        }

        foreach (var (id, reference, date, quantity, text) in claims.Added)
        {
            _theirs.Add(id, EntryKind.Other, reference, date, quantity, text);
        }

        foreach (var (key, proof) in claims.Proofs)
        {
            _proofs[key] = proof;
        }
    }

    // Named by its place in the report, not by its document: that may hold a product in several lots.
    private static void Add(StockSide side, StockMovement movement, decimal quantity) =>
        side.Add(movement.Id, EntryKind.Other, movement.Id, movement.Date, quantity, movement.Kind.ToString());

    private decimal Signed(StockMovement movement) =>
        (movement.Adds ? 1 : -1) * _unit.Apply(movement.Quantity, movement.Unit);

    private void Prove(
        BookSide side, string id, BreakCause cause, bool ourCorrection, string evidence, params string[] documents) =>
        _proofs[(side, id)] = new LineProof(cause, evidence, documents, ourCorrection);
}
