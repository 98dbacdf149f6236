using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// An order of ours (销售订单) as ORDERS05. Our key is the customer's order number (E1EDK02, 001), by which SAP finds a
/// repeat. Nothing in it depends on when it is written, so that the same order is the same file.
/// </summary>
internal static class OrderIdoc
{
    private const string Type = "ORDERS05";
    private const ulong Numbers = 10_000_000_000_000_000;
    private const int CustomerDigits = 10;
    private const int MaterialDigits = 18;
    private const int PositionDigits = 6;

    private static readonly JsonSerializerOptions Canonical = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Sixteen digits made from the key; SAP numbers the IDoc anew and keeps this as a reference.</summary>
    public static string NumberOf(string key)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return (BinaryPrimitives.ReadUInt64BigEndian(digest) % Numbers).ToString("D16", CultureInfo.InvariantCulture);
    }

    public static IdocTree Of(PushDocument document, IdocOutbox outbox)
    {
        var order = JsonSerializer.Deserialize<Payload>(document.Payload, Canonical)!;
        var idoc = new IdocTree(Control(document.Key, outbox));
        idoc.Root.Children.AddRange(
        [
            Segment("E1EDK01", ("CURCY", order.Currency)),
            Segment("E1EDK14", ("QUALF", "008"), ("ORGID", outbox.Sales.Organization)),
            Segment("E1EDK14", ("QUALF", "007"), ("ORGID", outbox.Sales.Channel)),
            Segment("E1EDK14", ("QUALF", "006"), ("ORGID", outbox.Sales.Division)),
            Segment("E1EDK14", ("QUALF", "012"), ("ORGID", outbox.Sales.OrderType)),
            .. Dated("E1EDK03", "IDDAT", "012", order.OrderDate),
            .. Dated("E1EDK03", "IDDAT", "002", order.RequestedDate),
            Segment("E1EDKA1", ("PARVW", "AG"), ("PARTN", Filled(document.DealerCode, CustomerDigits))),
            Segment("E1EDK02", ("QUALF", "001"), ("BELNR", document.Key), ("DATUM", Date(order.OrderDate))),
            .. order.Lines.Select(line => Item(line, order.RequestedDate)),
            Segment("E1EDS01", ("SUMID", "001"), ("SUMME", order.Lines.Count.ToString(CultureInfo.InvariantCulture))),
        ]);
        return idoc;
    }

    /// <summary>The control record alone: it holds everything that the settings say.</summary>
    public static IdocTree Addressed(IdocOutbox outbox) => new(Control("", outbox));

    private static IdocSegment Control(string key, IdocOutbox outbox) => Segment(
        IdocLayouts.Control,
        ("TABNAM", IdocLayouts.Control),
        ("MANDT", outbox.Client),
        ("DOCNUM", NumberOf(key)),
        ("DIRECT", "2"),
        ("IDOCTYP", Type),
        ("MESTYP", "ORDERS"),
        ("SNDPOR", outbox.Sender.Port),
        ("SNDPRT", outbox.Sender.Type),
        ("SNDPRN", outbox.Sender.Number),
        ("RCVPOR", outbox.Receiver.Port),
        ("RCVPRT", outbox.Receiver.Type),
        ("RCVPRN", outbox.Receiver.Number),
        ("ARCKEY", key));

    private static IdocSegment Item(Line line, DateOnly? requested)
    {
        var item = Segment(
            "E1EDP01",
            ("POSEX", Filled(line.Position, PositionDigits)),
            ("MENGE", line.Quantity),
            ("MENEE", line.Unit),
            ("VPREI", line.UnitPrice),
            ("PEINH", line.UnitPrice is null ? null : "1"));
        item.Children.Add(Segment("E1EDP20", ("WMENG", line.Quantity), ("EDATU", Date(requested))));
        item.Children.Add(Segment("E1EDP19", ("QUALF", "002"), ("IDTNR", Filled(line.ProductCode, MaterialDigits))));
        return item;
    }

    private static IEnumerable<IdocSegment> Dated(string name, string field, string qualifier, DateOnly? date) =>
        date is null ? [] : [Segment(name, (field, qualifier), ("DATUM", Date(date)))];

    private static IdocSegment Segment(string name, params (string Field, string? Value)[] fields)
    {
        var segment = new IdocSegment(name, line: 0);
        foreach (var (field, value) in fields)
        {
            if (!string.IsNullOrEmpty(value))
            {
                segment.Add(field, value);
            }
        }

        return segment;
    }

    // SAP keeps numbers filled with zeros and names as they are; 417 alone would be another customer than 0000000417.
    private static string Filled(string code, int digits) =>
        code.All(char.IsAsciiDigit) ? code.PadLeft(digits, '0') : code;

    private static string? Date(DateOnly? date) => date?.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private sealed record Payload(
        string Currency, List<Line> Lines, DateOnly? OrderDate = null, DateOnly? RequestedDate = null);

    private sealed record Line(
        string Position, string ProductCode, string Quantity, string? Unit = null, string? UnitPrice = null);
}
