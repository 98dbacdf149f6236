using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Diversion.Events;
using DealerIntegration.Worker.Pipelines.Diversion.Index;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Diversion;

/// <summary>
/// Reads the whole lives of a few codes from the database. The index only says where their events stand: what it says
/// of a code is compared with the code's text here, so a hash that two codes share does no harm.
/// </summary>
internal sealed class CodeLives(NpgsqlTransaction transaction, CodeBook book, long watermark)
{
    private readonly HashSet<ulong> _seen = [];
    private readonly HashSet<long> _unread = [];
    private readonly Dictionary<long, TraceEvent> _events = [];
    private readonly HashSet<CodeBinding> _shipped = [];

    public void Ask(ulong code) => book.Gather(code, _seen, _unread);

    /// <summary>Custody of the codes that were asked for.</summary>
    /// <param name="codes">Their texts, as far as they are known: rows of a flat list are found by them.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <returns>Custody of a code at an instant.</returns>
    public async Task<Func<string, DateTimeOffset, Custody>> ReadAsync(
        IEnumerable<string> codes, CancellationToken cancel)
    {
        await FindAsync(codes, cancel);
        var custody = CustodyOfAll();

        // Of a pallet that never moved nothing is known but what lies in it; it is no unknown code for that.
        return (code, instant) =>
        {
            var known = custody.At(code, instant);
            return known.State == CustodyState.Unknown && IsUnit(code)
                ? known with { State = CustodyState.AtPrincipal }
                : known;
        };
    }

    /// <summary>What does not fit in the events of the codes that were asked for.</summary>
    /// <param name="suspects">Their hashes: nobody scanned them, and only events know their texts.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<IReadOnlyList<CustodyProblem>> ProblemsAsync(
        IReadOnlySet<ulong> suspects, CancellationToken cancel)
    {
        await FindAsync([], cancel);
        var emptied = _events.Values.Where(e => e is { Step: TraceStep.Unpack, Codes.Count: 0, ParentCode: not null })
            .Select(e => e.ParentCode!)
            .ToHashSet(StringComparer.Ordinal);
        if (emptied.Count > 0)
        {
            // Whether a unit was ever filled is told by packings that are not in its own life.
            _unread.UnionWith(await CodeStore.PackingsIntoAsync(transaction, emptied, watermark, cancel));
            await FindAsync([], cancel);
        }

        var custody = CustodyOfAll();
        return
        [
            .. _events.Values.SelectMany(e => e.Codes.Append(e.ParentCode)).Concat(_shipped.Select(s => s.Code))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Where(code => suspects.Contains(book.Hash.Of(code)))
                .Order(StringComparer.Ordinal)
                .SelectMany(custody.ProblemsOf),
        ];
    }

    private CustodyBook CustodyOfAll() => CustodyBook.Of([.. _events.Values, .. ShippedCodes.AsEvents(_shipped)]);

    // An event that was read before names a unit that only now comes to be known: asking for the unit asks for the
    // event again, and it takes the place of what was read of it.
    private async Task FindAsync(IEnumerable<string> codes, CancellationToken cancel)
    {
        var asked = codes.ToHashSet(StringComparer.Ordinal);
        for (var known = -1; known != _seen.Count;)
        {
            known = _seen.Count;
            var wanted = new WantedLives([.. _unread], IsFlat ? asked : []);
            _unread.Clear();
            var found = await CodeStore.FindAsync(transaction, wanted, watermark, IsAsked, cancel);
            found.Events.ForEach(e => _events[e.Seq] = e.Event);
            var shipped = IsFlat ? await FlatAsync(found, asked, cancel) : [];
            _shipped.UnionWith(shipped);
            foreach (var unit in found.Events.Select(e => e.Event.ParentCode).Concat(shipped.Select(s => s.ParentCode)))
            {
                if (unit is not null)
                {
                    Ask(book.Hash.Of(unit));
                }
            }
        }
    }

    // The flat list is asked by code, and names units to ask for in turn.
    private async Task<HashSet<CodeBinding>> FlatAsync(
        FoundLives found, HashSet<string> asked, CancellationToken cancel)
    {
        var shipped = found.Shipped.ToHashSet();
        for (var next = UnitsOf(found, asked); next.Count > 0;)
        {
            var more = await CodeStore.FindAsync(transaction, new WantedLives([], next), watermark, IsAsked, cancel);
            shipped.UnionWith(more.Shipped);
            next = UnitsOf(more, asked);
        }

        return shipped;
    }

    private bool IsFlat => book.Whole.HasFlatRows || book.Changed?.HasFlatRows == true;

    private bool IsUnit(string code) => book.Find(book.Hash.Of(code)) is { Code.IsUnit: true };

    private bool IsAsked(ReadOnlySpan<byte> code) => _seen.Contains(book.Hash.Of(code));

    // Also the codes of events: of a suspect only they know the text.
    private List<string> UnitsOf(FoundLives found, HashSet<string> asked) =>
    [
        .. found.Events.SelectMany(e => e.Event.Codes.Append(e.Event.ParentCode))
            .Concat(found.Shipped.Select(s => s.ParentCode))
            .OfType<string>()
            .Where(asked.Add),
    ];
}
