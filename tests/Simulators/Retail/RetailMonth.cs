using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Retail;

/// <summary>Every customer's ledger of a month with planted differences, and the truth about them.</summary>
internal sealed record RetailMonth(IReadOnlyList<RetailLedger> Ledgers, RetailTruth Truth)
{
    // How many customers it happens to; fewer where the month offers fewer occasions.
    private const int SilentCustomers = 2;
    private const int WithBoth = 5;

    /// <remarks>
    /// A customer without business in the month and with nothing owed sends no ledger; one that owes from earlier
    /// states its balance without lines.
    /// </remarks>
    public static RetailMonth Make(RetailBook book, Month month, int seed)
    {
        var dice = new Dice(seed, "retail ledgers");
        var ledgers = book.Customers
            .Select(customer => new RetailLedger(
                customer, book.Opening(customer, month), book.Between(customer, month.Start, month.End)))
            .Where(ledger => ledger.Opening != 0m || ledger.Entries.Count > 0)
            .ToList();
        var active = ledgers.FindAll(ledger => ledger.Entries.Count > 0);
        var silent = Enumerable.Range(0, Math.Min(SilentCustomers, active.Count))
            .Select(_ => dice.Take(active)).ToList();

        var plants = new RetailPlants(book, month, dice);
        var explained = Explained(plants, active, dice);
        var unexplained = Unexplained(plants, active, explained, dice);

        var sent = ledgers.Except(silent).ToList();
        return new RetailMonth(sent, new RetailTruth(
            month.ToString(),
            seed,
            sent.Count,
            sent.Sum(ledger => ledger.Entries.Count),
            InOrder(explained),
            InOrder(unexplained),
            [.. silent.Select(ledger => ledger.Customer).Order(StringComparer.Ordinal)],
            unexplained.GroupBy(plant => plant.Dealer).Sum(group => Math.Abs(group.Sum(plant => plant.Effect)))));
    }

    private static List<RetailPlant> Explained(RetailPlants plants, List<RetailLedger> active, Dice dice)
    {
        var made = new List<RetailPlant>();
        Plant(12, plants.Duplicate, Shuffled(active, dice), made);
        Plant(12, plants.Rounding, Shuffled(active, dice), made);
        Plant(10, plants.BookedLate, Shuffled(active, dice), made);
        Plant(8, plants.BookedEarly, Shuffled(active, dice), made);
        Plant(10, plants.CancellationForgotten, Shuffled(active, dice), made);
        Plant(6, plants.PaymentNamed, Shuffled(active, dice), made);
        return made;
    }

    // At most one for each customer, so that no two of them cancel out; some fall on customers that differ in
    // another way too, because that is where an explanation may swallow what it does not explain.
    private static List<RetailPlant> Unexplained(
        RetailPlants plants, List<RetailLedger> active, List<RetailPlant> explained, Dice dice)
    {
        var differing = explained.Select(plant => plant.Dealer).ToHashSet(StringComparer.Ordinal);
        var free = Shuffled(active, dice);
        var made = new List<RetailPlant>();
        Plant(WithBoth, plants.InvoiceForgotten, free.FindAll(ledger => differing.Contains(ledger.Customer)), made);
        Plant(6, plants.InvoiceForgotten, free, made);
        Plant(5, plants.WrongAmount, free, made);
        Plant(3, plants.UnknownInvoice, free, made);
        Plant(2, plants.Misstated, free, made);
        return made;
    }

    private static void Plant(
        int count, Func<RetailLedger, RetailPlant?> plant, List<RetailLedger> candidates, List<RetailPlant> made)
    {
        var done = made.Where(known => known.Cause is null).Select(known => known.Dealer).ToHashSet();
        var before = made.Count;
        foreach (var ledger in candidates.TakeWhile(_ => made.Count - before < count))
        {
            if (!done.Contains(ledger.Customer) && plant(ledger) is { } planted)
            {
                made.Add(planted);
            }
        }
    }

    private static List<RetailLedger> Shuffled(List<RetailLedger> ledgers, Dice dice)
    {
        var left = ledgers.ToList();
        return [.. Enumerable.Range(0, ledgers.Count).Select(_ => dice.Take(left))];
    }

    private static List<RetailPlant> InOrder(List<RetailPlant> plants) =>
    [
        .. plants.OrderBy(plant => plant.Dealer, StringComparer.Ordinal)
            .ThenBy(plant => plant.Reference, StringComparer.Ordinal),
    ];
}
