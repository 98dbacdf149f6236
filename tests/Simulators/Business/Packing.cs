namespace DealerIntegration.Simulators.Business;

/// <summary>Prints and packs trace codes (一物一码) for about a tenth of the delivery lines of the month.</summary>
internal sealed class Packing(int seed, Month month)
{
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private readonly Dice dice = new(seed, "packing");

    private int serial;

    public List<TraceCode> Codes { get; } = [];

    public void Pack(IEnumerable<Delivery> deliveries)
    {
        foreach (var delivery in deliveries.Where(one => month.Contains(one.ShippedOn)))
        {
            foreach (var line in delivery.Lines)
            {
                if (dice.Chance(10))
                {
                    Pack(delivery, line);
                }
            }
        }
    }

    /// <summary>One pallet, full cartons, and an item code per piece.</summary>
    public void Pack(Delivery delivery, DeliveryLine line)
    {
        var time = new TimeOnly(dice.Between(8, 17), dice.Between(0, 59), dice.Between(0, 59));
        var at = delivery.ShippedOn.ToDateTime(time);
        TraceCode Print(string prefix, string? parent, string level)
        {
            var code = new TraceCode(Next(prefix), parent, level, line.Product, delivery, at);
            Codes.Add(code);
            return code;
        }

        var pallet = Print("PL", null, "pallet");
        TraceCode? carton = null;
        for (var piece = 0; piece < line.Quantity; piece++)
        {
            carton = piece % line.Product.PackSize == 0 ? Print("CT", pallet.Code, "carton") : carton;
            Print("QR", carton!.Code, "item");
        }
    }

    /// <summary>A running number makes it unique, eight random characters make it hard to guess.</summary>
    private string Next(string prefix)
    {
        var random = Enumerable.Range(0, 8).Select(_ => Alphabet[dice.Between(0, 31)]);
        return $"{prefix}{++serial:000000}{string.Concat(random)}";
    }
}
