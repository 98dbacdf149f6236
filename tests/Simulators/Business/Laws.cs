namespace DealerIntegration.Simulators.Business;

/// <summary>
/// What must hold in every seeded month (演示业务自检): the books add up to exactly what was planted, and nothing that was
/// planted is hidden by chance. A demo that misses something then speaks of the hub and not of its business.
/// </summary>
internal sealed class Laws(SeededMonth month)
{
    private readonly List<string> broken = [];

    public static IReadOnlyList<string> Check(SeededMonth month)
    {
        var laws = new Laws(month);
        laws.NumbersAreUnique();
        laws.InvoicesFollowTheOrder();
        laws.BooksDifferByWhatWasPlanted();
        laws.EveryKindCanBeFound();
        laws.NothingMatchesByChance();
        laws.DiversionsStandOut();
        laws.CarriedGoodsWouldBeSuspected();
        laws.CreditFits();
        laws.CountsAreOfWhatIsThere();
        return laws.broken;
    }

    private void Require(bool holds, string law)
    {
        if (!holds)
        {
            broken.Add(law);
        }
    }

    private void CountsAreOfWhatIsThere()
    {
        foreach (var goods in month.Goods)
        {
            Require(goods.Closing.All(count => count.OnHand >= 0), $"{goods.Dealer.Code} counts nothing below zero");
        }

        var planted = month.Differences.Where(one => one.Books == "stock" && one.Cause is not "InTransitAtCutOff")
            .ToList();
        Require(
            planted.Select(one => (one.Dealer, one.Book)).Distinct().Count() == planted.Count,
            "no product of a dealer hides one planted difference behind another");
        Require(planted.Count(one => one.Cause.Length == 0) == 1, "one loss is told by nobody");
    }

    private void NumbersAreUnique()
    {
        var trading = month.Trading;
        Unique(trading.Orders.Select(one => one.Number), "order numbers");
        Unique(trading.Deliveries.Select(one => one.Number), "delivery numbers");
        Unique(trading.Invoices.Select(one => one.Number), "invoice numbers");
        Unique(trading.Payments.Select(one => one.BankReference), "bank references");
        Unique(month.Codes.Select(one => one.Code), "trace codes");
        Unique(month.Scans.Select(one => one.EventId), "scan events");
    }

    private void Unique(IEnumerable<string> values, string what)
    {
        var seen = new HashSet<string>();
        Require(values.All(seen.Add), $"{what} are unique");
    }

    private void InvoicesFollowTheOrder()
    {
        var planted = month.Plants.Where(plant => plant.Kind == PlantKind.UnitPrice);
        var listed = planted.Select(plant => plant.Invoice).ToHashSet();
        foreach (var invoice in month.Trading.Invoices.Where(one => one.Type == "F2"))
        {
            var agreed = invoice.Lines.All(line => line.Price == invoice.Dealer.PriceOf(line.Product));
            Require(
                agreed != listed.Contains(invoice), $"invoice {invoice.Number} bills the order's price unless planted");
            Require(
                invoice.Lines.Sum(line => line.Quantity) == invoice.Delivery!.Lines.Sum(line => line.Quantity),
                $"invoice {invoice.Number} bills what was shipped");
        }
    }

    private void BooksDifferByWhatWasPlanted()
    {
        foreach (var ledger in month.Ledgers)
        {
            var ours = month.Trading.DebtOn(ledger.Dealer, month.Month.End);
            var planted = month.Plants.Where(plant => plant.Dealer == ledger.Dealer).Sum(plant => plant.Effect);
            Require(
                ledger.Closing - ours == planted,
                $"{ledger.Dealer.Code}'s balance differs by {ledger.Closing - ours}, planted were {planted}");
            Require(
                ledger.Entries.All(entry => month.Month.Contains(entry.Date)),
                $"{ledger.Dealer.Code} books nothing outside the month");
        }
    }

    private void EveryKindCanBeFound()
    {
        foreach (var kind in Enum.GetValues<PlantKind>())
        {
            var count = month.Plants.Count(plant =>
                plant.Kind == kind && plant.Dealer.Code != SeededMonth.BrokenLedgerDealer);
            Require(count >= 2, $"{kind} is planted at two readable dealers at least, not {count}");
        }
    }

    /// <summary>An unbooked invoice whose amount equals a surplus entry would be paired with it by tolerance.</summary>
    private void NothingMatchesByChance()
    {
        foreach (var plants in month.Plants.GroupBy(plant => plant.Dealer))
        {
            var missing = plants.Where(plant => plant.Booked is null).Select(plant => plant.Invoice!.Debt);
            var surplus = plants.Where(plant => plant.Kind is PlantKind.Duplicate or PlantKind.OtherPeriodInvoice)
                .Select(plant => plant.Invoice!.Debt).ToList();
            Require(
                missing.All(one => surplus.TrueForAll(other => Math.Abs(one - other) > 0.05m)),
                $"{plants.Key.Code} has a missing and a surplus entry of one amount");
        }
    }

    private void DiversionsStandOut()
    {
        var owners = month.Codes.ToDictionary(code => code.Code);
        var planted = month.Diversions.Select(one => (one.Dealer, one.Product, one.Prefecture)).ToHashSet();
        Require(planted.Count == 3, "three diversions are planted");
        Require(month.Diversions.All(one => one.Codes.Count >= 6), "each diversion is of six codes or more");
        Require(
            month.Diversions.All(one =>
                one.Codes.Select(code => owners[code].Parent).Distinct().Count() >= MarketScans.CartonsDiverted),
            "each diversion is out of several cartons");
        var outside = month.Scans
            .Where(scan => owners.TryGetValue(scan.Code, out var code)
                && !Areas.Covers(code.Delivery.Order.Dealer.Territory, scan.Area))
            .GroupBy(scan => (
                owners[scan.Code].Delivery.Order.Dealer, owners[scan.Code].Product, Areas.PrefectureOf(scan.Area)));
        foreach (var group in outside)
        {
            var (dealer, product, prefecture) = group.Key;
            Require(
                planted.Contains(group.Key) || group.Count() == 1,
                $"{dealer.Code} {product.Code} is seen in {prefecture} though nobody diverted it");
        }

        Require(
            month.Scans.All(scan => !owners.TryGetValue(scan.Code, out var code) || scan.At > code.ShippedAt),
            "nothing is scanned before it was shipped");
    }

    /// <summary>What an event must explain is so much that it would be a case without.</summary>
    private void CarriedGoodsWouldBeSuspected()
    {
        var carrier = month.Carrier;
        var owners = carrier.Consignments.SelectMany(goods => goods.Codes).ToDictionary(code => code.Code);
        foreach (var goods in carrier.Consignments)
        {
            var read = carrier.OfMarketTeam
                .Where(scan => owners.TryGetValue(scan.Code, out var code) && code.Delivery == goods.Delivery).ToList();
            Require(
                read.All(scan => !Areas.Covers(goods.Dealer.Territory, scan.Area))
                    && read.Select(scan => Areas.PrefectureOf(scan.Area)).Distinct().Count() == 1
                    && read.Select(scan => owners[scan.Code].Parent).Distinct().Count() >= MarketScans.CartonsDiverted
                    && read.Select(scan => scan.Device).Distinct().Count() >= 3,
                $"{goods.Dealer.Code}'s goods on the way are out of several cartons, in one city, seen by several");
            Require(
                month.Diversions.All(one => one.Dealer != goods.Dealer),
                $"{goods.Dealer.Code} diverts nothing besides");
        }

        Require(
            carrier.Consignments.Select(goods => goods.Dealer).Distinct().Count() == carrier.Consignments.Count,
            "each consignment is of another dealer");
        Require(carrier.Truth.ToldTwice > 0, "some scans are told twice");
    }

    private void CreditFits()
    {
        foreach (var dealer in month.Dealers)
        {
            var wishes = month.NewOrders.Where(order => order.Dealer == dealer).ToList();
            var debt = month.Trading.DebtOn(dealer, month.Month.Today);
            var fits = debt + wishes.Sum(order => order.Gross) <= dealer.CreditLimit;
            var refused = wishes.Exists(order => order.Refusal == "BeyondCredit");
            Require(fits != refused, $"{dealer.Code}'s credit of {dealer.CreditLimit} refuses only what it must");
        }
    }
}
