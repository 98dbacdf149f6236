namespace DealerIntegration.Simulators.Demo;

/// <summary>A promise of the demo and whether it was kept; <c>Detail</c> says what was seen.</summary>
internal sealed record Verdict(string Promise, bool Held, string Detail)
{
    public static IReadOnlyList<Verdict> Judge(DemoResult result)
    {
        var (summary, truth, compared) = (result.Summary, result.Truth, result.Comparison);
        var open = summary.Certificates.Where(one => !one.Complete)
            .Select(one => $"{one.Connector}/{one.Dataset}").ToList();
        var repeated = result.After.SalesOrders.Repeated + result.After.CreditMemos.Repeated
            + result.After.DebitMemos.Repeated;
        return
        [
            new("every pull proves itself complete", summary.Certificates.Count > 0 && open.Count == 0,
                open.Count > 0
                    ? $"incomplete: {string.Join(", ", open)}"
                    : $"{summary.Certificates.Count} certificates"),
            new("planted breaks are found, with their cause", compared.BreaksMissed.Count == 0,
                $"{compared.BreaksFound.Count} of {truth.Breaks.Count}; {truth.BreaksOfIncomplete.Count} more of "
                + $"{string.Join(", ", truth.IncompleteDealers)} do not count, its ledger cannot be read"),
            new("no break that nobody planted", compared.BreaksNotPlanted.Count == 0,
                $"{compared.BreaksNotPlanted.Count}"),
            .. Goods(result),
            new("planted diversions are found", compared.CasesMissed.Count == 0,
                $"{compared.CasesFound.Count} of {truth.Cases.Count}"),
            new("no innocent is accused", compared.FalseCases.Count == 0, $"{compared.FalseCases.Count} false cases"),
            .. TraceVerdicts.Judge(result),
            new("nothing is left unexplained", decimal.TryParse(summary.Residual, out var residual) && residual == 0m,
                $"residual {summary.Residual}"),
            new("a dealer whose file was refused is incomplete",
                summary.IncompleteDealers.Order(StringComparer.Ordinal).SequenceEqual(truth.IncompleteDealers),
                summary.IncompleteDealers.Count == 0 ? "none" : string.Join(", ", summary.IncompleteDealers)),
            new("the ERP holds the good orders, each once", repeated == 0 && OrdersMatch(result, out _),
                Orders(result, repeated)),
            new("rebates are prepared by one and released by another", result.Settlements.All(IsReleased),
                Released(result.Settlements)),
            new("no push is in doubt", summary.PushesUnknown == 0, $"{summary.PushesUnknown} unknown"),
        ];
    }

    private static bool IsReleased(SettlementLine line) => line.State switch
    {
        "released" => line.Decided.StartsWith("released by ", StringComparison.Ordinal)
            && line.Decided != $"released by {line.PreparedBy}",
        "nothing" or "superseded" => true,
        _ => false,
    };

    private static string Released(IReadOnlyList<SettlementLine> settlements)
    {
        var released = settlements.Where(line => line.State == "released").ToList();
        var open = settlements.Where(line => !IsReleased(line)).Select(line => $"{line.Run} {line.State}").ToList();
        return $"{released.Sum(line => line.Amount):#,##0.00} for {released.Sum(line => line.Count)} results"
            + (open.Count == 0 ? "" : $", open: {string.Join(", ", open)}");
    }

    private static IEnumerable<Verdict> Goods(DemoResult result)
    {
        var (goods, truth) = (result.Goods, result.Truth);
        foreach (var (books, promise) in new[]
        {
            ("threeWay", "invoices equal receipts at the order's price, or a document says why"),
            ("stock", "counts equal what came and went, or a document says why"),
        })
        {
            var planted = truth.Differences.Count(one => one.Books == books && one.Cause.Length > 0);
            var found = goods.Found.Count(one => one.Books == books);
            var other = goods.NotPlanted.Count(one => one.Books == books);
            yield return new(
                promise, found == planted && other == 0 && result.Summary.Goods.Any(one => one.Books == books),
                $"{found} of {planted} differences, {other} that nobody planted");
        }

        yield return new(
            "what no document tells of stays open", goods.Hidden.Count == 0 && goods.LeftOpen.Count == 0,
            string.Join(", ", goods.Open.Select(one => $"{one.Dealer} {one.Book} {one.Amount:0.##}"))
            + $", {goods.LeftOpen.Count} more");
    }

    private static string Orders(DemoResult result, int repeated)
    {
        OrdersMatch(result, out var wrong);
        return $"{result.After.SalesOrders.Count} orders, {repeated} keys twice"
            + (wrong.Count == 0 ? "" : $", not as expected: {string.Join(", ", wrong)}");
    }

    private static bool OrdersMatch(DemoResult result, out List<string> wrong)
    {
        var good = result.Truth.Orders.Where(order => order.Refusal is null)
            .CountBy(order => order.Dealer).ToDictionary();
        var held = result.After.SalesOrders.ByDealer;
        wrong = [.. good.Keys.Union(held.Keys).Order(StringComparer.Ordinal)
            .Where(dealer => good.GetValueOrDefault(dealer) != held.GetValueOrDefault(dealer))
            .Select(dealer =>
                $"{dealer} {held.GetValueOrDefault(dealer)} instead of {good.GetValueOrDefault(dealer)}")];
        return wrong.Count == 0;
    }
}
