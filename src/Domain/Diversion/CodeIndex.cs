namespace DealerIntegration.Domain.Diversion;

/// <summary>
/// Finds whose goods a code stands on (物流码归属). Items nest in cartons and cartons in pallets, so a shipped pallet
/// answers for every code inside it.
/// </summary>
/// <remarks>
/// The order in which bindings are added is irrelevant. Of several shipments of one unit the latest counts; along the
/// packing chain the latest shipment counts too, and the closest unit when two left at the same instant: a returned
/// carton that is sent to another dealer takes its items along. Codes are compared in their normal form.
/// </remarks>
public sealed class CodeIndex
{
    // Item, carton, pallet, and room for repacking; a loop in the packing data ends here and not in a hung worker.
    private const int MaxDepth = 8;

    private readonly Dictionary<string, CodeBinding> _bindings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _packedIn = new(StringComparer.Ordinal);

    /// <summary>Number of codes with a shipment of their own.</summary>
    public int Count => _bindings.Count;

    /// <summary>Adds a shipped code.</summary>
    public void Add(CodeBinding binding)
    {
        var code = TraceCode.Normalise(binding.Code);
        var added = binding with
        {
            Code = code,
            ParentCode = binding.ParentCode is null ? null : TraceCode.Normalise(binding.ParentCode),
        };
        if (!_bindings.TryGetValue(code, out var known) || IsLater(added, known))
        {
            _bindings[code] = added;
        }
    }

    /// <summary>Adds an item or carton that was packed into a unit but has no shipment of its own.</summary>
    public void AddPacking(string code, string parentCode)
    {
        var child = TraceCode.Normalise(code);
        var parent = TraceCode.Normalise(parentCode);

        // Two parents at once are a fault of the data; the choice must not depend on which came first.
        if (!_packedIn.TryGetValue(child, out var known) || string.CompareOrdinal(parent, known) < 0)
        {
            _packedIn[child] = parent;
        }
    }

    /// <summary>
    /// The shipment a code belongs to, or null when nobody knows the code. When it was found through a parent, the
    /// binding carries the parent's code; the product is that of the closest unit.
    /// </summary>
    public CodeBinding? Resolve(string code)
    {
        CodeBinding? closest = null;
        CodeBinding? latest = null;
        var current = TraceCode.Normalise(code);
        for (var depth = 0; depth < MaxDepth && current is not null; depth++)
        {
            if (_bindings.TryGetValue(current, out var found))
            {
                closest ??= found;
                latest = latest is null || found.ShippedAt > latest.ShippedAt ? found : latest;
            }

            current = ParentOf(current, found);
        }

        return latest is null || latest.ProductCode == closest!.ProductCode
            ? latest
            : latest with { ProductCode = closest.ProductCode };
    }

    /// <summary>Custody as the latest shipment alone tells it: no return, transfer or sale is known.</summary>
    public Custody.Custody CustodyOf(string code)
    {
        var normal = TraceCode.Normalise(code);
        return Resolve(code) is not { } found
            ? Custody.Custody.None(normal)
            : new Custody.Custody(
                normal, Custody.CustodyState.WithDealer, found.DealerCode, found.ProductCode,
                found.Code == normal ? null : found.Code, found.ShipmentNumber, found.ShippedAt, found.ShippedAt,
                null, [])
            {
                Step = Events.TraceStep.Ship,
                PackedIn = ParentOf(normal, _bindings.GetValueOrDefault(normal)),
            };
    }

    /// <summary>Codes that lie, through their parents, within themselves (包装循环): data to correct. Sorted.</summary>
    public IReadOnlyList<string> CyclesInPacking()
    {
        var cyclic = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var start in _bindings.Keys.Concat(_packedIn.Keys))
        {
            var current = start;
            for (var depth = 0; depth < MaxDepth && current is not null; depth++)
            {
                current = ParentOf(current, _bindings.GetValueOrDefault(current));
                if (current == start)
                {
                    cyclic.Add(start);
                    break;
                }
            }
        }

        return [.. cyclic];
    }

    private string? ParentOf(string code, CodeBinding? binding) =>
        binding?.ParentCode ?? _packedIn.GetValueOrDefault(code);

    private static bool IsLater(CodeBinding added, CodeBinding known)
    {
        var byTime = added.ShippedAt.CompareTo(known.ShippedAt);
        return byTime != 0 ? byTime > 0 : string.CompareOrdinal(TieBreak(added), TieBreak(known)) > 0;
    }

    private static string TieBreak(CodeBinding b) =>
        string.Join('\n', b.ShipmentNumber, b.DealerCode, b.ProductCode, b.Level, b.ParentCode);
}
