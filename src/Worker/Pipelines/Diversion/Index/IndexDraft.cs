using System.Text;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Diversion.Events;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Diversion.Index;

/// <summary>
/// Collects trace events for an index (<see cref="IndexFinish"/> makes it). A packing of many codes costs 12 bytes for
/// each; only what happens to a code alone is kept as an event of its own.
/// </summary>
/// <param name="hash">Hash of this database.</param>
/// <param name="only">Hashes of the codes that are wanted; null: all.</param>
internal sealed class IndexDraft(CodeHash hash, IReadOnlySet<ulong>? only = null)
{
    private const byte Blank = (byte)' ';

    private readonly Dictionary<(int, long, int, int, int, bool), int> _flatGroups = [];

    public CodeHash Hash { get; } = hash;

    public EntryParts Entries { get; } = new();

    public List<OwnEvent> Own { get; } = [];

    /// <summary>Versions of the events in <see cref="Own"/>, by row; below 0: of a row of the flat list.</summary>
    public List<(long Seq, int Product, int Document)> Rows { get; } = [];

    /// <summary>Number 0 stands for codes that are known and nothing more.</summary>
    public List<CodeGroup> Groups { get; } = [new(LifeEvent.None, 0, 0, -1, 0, -1, true)];

    public Dictionary<ulong, int> UnitNumbers { get; } = [];

    public List<ulong> Units { get; } = [];

    /// <summary>When something was first packed into a unit.</summary>
    public List<long> UnitFilledAt { get; } = [];

    public bool HasFlatRows => _flatGroups.Count > 0;

    public NameNumbers Dealers { get; } = new();

    public NameNumbers Products { get; } = new();

    public NameNumbers Movements { get; } = new();

    /// <summary>Number of a dealer in lives: 0 is the principal.</summary>
    public int Dealer(ReadOnlySpan<byte> code) => code.IsEmpty ? LifeEvent.Principal : Dealers.Of(code) + 1;

    public int Product(ReadOnlySpan<byte> code) => code.IsEmpty ? -1 : Products.Of(code);

    // Its document names a movement, or else what and when it was, as custody says it (Custody.Movement).
    private int Movement(in DraftEvent e) => Movements.Of(
        e.Document.IsEmpty
            ? Encoding.UTF8.GetBytes($"{e.Step} {CopyFormat.Year2000.AddMicroseconds(e.At):yyyy-MM-dd HH:mm:ss}")
            : e.Document);

    /// <summary>Adds a trace event; codes are separated by blanks.</summary>
    public void Add(in DraftEvent e)
    {
        var unit = e.Parent.IsEmpty ? LifeEvent.None : Unit(Hash.Of(e.Parent));
        switch (e.Step)
        {
            case TraceStep.Commission:
                Groups.Add(
                    new CodeGroup(LifeEvent.None, e.At, e.Seq, Product(e.Product), 0, -1, true) { IsIssue = true });
                EachCode(e, Groups.Count - 1);
                break;
            case TraceStep.Pack when unit != LifeEvent.None:
                Groups.Add(new CodeGroup(unit, e.At, e.Seq, Product(e.Product), 0, -1, true));
                UnitFilledAt[unit] = Math.Min(UnitFilledAt[unit], e.At);
                EachCode(e, Groups.Count - 1);
                break;
            default:
                var row = Rows.Count;
                Rows.Add((e.Seq, Product(e.Product), Movement(e)));
                var own = new OwnEvent(0, e.At, e.Step, false, unit, Dealer(e.From), Dealer(e.To), row);
                if (e.Step == TraceStep.Unpack && e.Codes.Trim(Blank).IsEmpty && unit != LifeEvent.None)
                {
                    Own.Add(own with { Hash = Units[unit], OfContents = true });
                }
                else
                {
                    EachCode(e, CodeRef.Known, own);
                }

                break;
        }
    }

    /// <summary>Adds a row of a flat list of shipped codes (出库扫码).</summary>
    /// <param name="follows">The code left with its unit and has no shipment of its own.</param>
    /// <param name="isItem">False: a carton or pallet.</param>
    public void AddShipped(in DraftEvent e, bool follows, bool isItem)
    {
        var code = Hash.Of(e.Codes);
        if (only?.Contains(code) == false)
        {
            return;
        }

        var unit = e.Parent.IsEmpty ? LifeEvent.None : Unit(Hash.Of(e.Parent));
        var (dealer, product) = (follows ? 0 : Dealer(e.To), Product(e.Product));
        var document = Movement(e);
        var key = (unit, e.At, dealer, product, document, isItem);
        if (!_flatGroups.TryGetValue(key, out var group))
        {
            _flatGroups.Add(key, group = Groups.Count);
            Groups.Add(new CodeGroup(unit, e.At, 0, product, dealer, document, isItem));
        }

        if (unit != LifeEvent.None)
        {
            UnitFilledAt[unit] = Math.Min(UnitFilledAt[unit], e.At);
        }

        Entries.Add(code, group);
        if (!CodeHash.IsNormal(e.Codes))
        {
            // The row is not found by the code's normal form: its version is kept, as an event that does nothing.
            Own.Add(new OwnEvent(code, e.At, TraceStep.Commission, false, LifeEvent.None, 0, 0, Rows.Count));
            Rows.Add((-e.Seq, product, document));
        }
    }

    private void EachCode(in DraftEvent e, int group, OwnEvent? own = null)
    {
        var rest = e.Codes;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf(Blank);
            var code = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (code.IsEmpty)
            {
                continue;
            }

            var hash = Hash.Of(code);
            if (only?.Contains(hash) == false)
            {
                continue;
            }

            Entries.Add(hash, group);
            if (own is { } happened)
            {
                Own.Add(happened with { Hash = hash });
            }
        }
    }

    private int Unit(ulong hash)
    {
        if (!UnitNumbers.TryGetValue(hash, out var number))
        {
            UnitNumbers.Add(hash, number = Units.Count);
            Units.Add(hash);
            UnitFilledAt.Add(long.MaxValue);
            Entries.Add(hash, -1 - number);
        }

        return number;
    }
}

/// <summary>A trace event as its bytes came from the database. An empty dealer is the principal.</summary>
/// <param name="At">Microseconds since 2000.</param>
internal readonly ref struct DraftEvent
{
    public required long Seq { get; init; }

    public required TraceStep Step { get; init; }

    public required long At { get; init; }

    public ReadOnlySpan<byte> Parent { get; init; }

    public ReadOnlySpan<byte> Codes { get; init; }

    public ReadOnlySpan<byte> Product { get; init; }

    public ReadOnlySpan<byte> From { get; init; }

    public ReadOnlySpan<byte> To { get; init; }

    public ReadOnlySpan<byte> Document { get; init; }
}
