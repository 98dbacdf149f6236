using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Domain.Diversion.Custody;

/// <summary>Reads the flat list of a warehouse (出库扫码) as the events it stands for: packed, then shipped.</summary>
public static class ShippedCodes
{
    private const int MostDepth = 8;

    /// <summary>
    /// Packing and shipping of each code. A code that left with its unit, by the same shipment at the same instant,
    /// only was packed: it moved with the unit.
    /// </summary>
    /// <param name="codes">Rows of the list in normal form, with the rows of the units among them.</param>
    public static IEnumerable<TraceEvent> AsEvents(IReadOnlyCollection<CodeBinding> codes)
    {
        var rows = codes.ToLookup(c => c.Code, StringComparer.Ordinal);
        foreach (var code in codes)
        {
            if (code.ParentCode is { } parent)
            {
                yield return Event(code, TraceStep.Pack, parent, null);
            }

            if (!LeftWithUnit(code, rows))
            {
                yield return Event(code, TraceStep.Ship, null, code.DealerCode);
            }
        }
    }

    // Units that lie within each other leave with nothing but themselves, else no row would be the shipment.
    private static bool LeftWithUnit(CodeBinding code, ILookup<string, CodeBinding> rows)
    {
        var current = code;
        for (var depth = 0; depth < MostDepth; depth++)
        {
            if (current.ParentCode is not { } parent
                || rows[parent].FirstOrDefault(unit => unit.DealerCode == code.DealerCode
                    && unit.ShipmentNumber == code.ShipmentNumber && unit.ShippedAt == code.ShippedAt) is not { } unit)
            {
                return depth > 0;
            }

            if (unit.Code == code.Code)
            {
                return false;
            }

            current = unit;
        }

        return false;
    }

    private static TraceEvent Event(CodeBinding code, TraceStep step, string? parent, string? to) => new(
        $"{(step == TraceStep.Pack ? "packed" : "shipped")}:{code.Code}:{code.ShipmentNumber}",
        false,
        step,
        code.ShippedAt,
        parent,
        [code.Code],
        code.ProductCode,
        null,
        to,
        code.ShipmentNumber,
        null,
        $"shipment {code.ShipmentNumber}");
}
