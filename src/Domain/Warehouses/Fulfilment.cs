using static DealerIntegration.Domain.Warehouses.FulfilmentCode;

namespace DealerIntegration.Domain.Warehouses;

/// <summary>How silence is judged (履约口径).</summary>
/// <param name="QuietDays">An open document of which nothing was heard for more days than these is silent.</param>
public sealed record FulfilmentTerms(DateOnly Today, int QuietDays)
{
    /// <summary>Calls nothing silent.</summary>
    public static readonly FulfilmentTerms Patient = new(DateOnly.MinValue, int.MaxValue);
}

/// <summary>
/// Holds what a warehouse has said of a document against what it was asked for (出入库履约). The order in which reports
/// come, and how often, changes nothing.
/// </summary>
public static class Fulfilment
{
    public static FulfilmentStanding Of(WarehouseOrder order, WarehouseWord word, FulfilmentTerms terms)
    {
        var reports = WarehouseReport.Once(word.Reports);
        var told = GoodsAccount.Of(order.Lines, reports.SelectMany(report => report.Lines));
        var listed = word.Listed is { Lines.Count: > 0 } list ? GoodsAccount.Of(order.Lines, list.Lines) : null;
        var tellsEnd = reports.Any(report => report.Closes);
        var listsEnd = WarehouseStatus.IsEnd(word.Listed?.Status)
            || (listed is not null && WarehouseStatus.IsDone(word.Listed?.Status));
        var account = listed is null ? told
            : reports.Count == 0 ? listed
            : Larger(told, listed, order.Lines.Count);
        var isClosed = tellsEnd || listsEnd || order.Sending is SendingState.Refused or SendingState.TakenBack;
        var lines = order.Lines
            .Select((line, i) => new LineFulfilment(line, order.Way, account.Parts(i), isClosed)).ToList();
        var reasons = new List<FulfilmentReason>();
        if (tellsEnd && listsEnd && listed is not null && reports.Count > 0 && !told.SaysTheSame(listed))
        {
            reasons.Add(new FulfilmentReason(TwoAccounts, Difference(order, told, listed)));
        }

        reasons.AddRange(OfGoods(order, account, lines));
        reasons.AddRange(OfState(order, word, reports, isClosed));
        reasons.AddRange(isClosed ? OfEnd(order, word, account, lines) : OfRest(order, word, lines, terms));
        return new FulfilmentStanding(
            order, isClosed, lines, [.. reasons.OrderBy(reason => reason.Code)]);
    }

    // The account that says less has not heard of the rest yet.
    private static GoodsAccount Larger(GoodsAccount told, GoodsAccount listed, int lines) =>
        Enumerable.Range(0, lines).Sum(listed.Moved) + listed.Foreign.Sum(pair => pair.Value)
        > Enumerable.Range(0, lines).Sum(told.Moved) + told.Foreign.Sum(pair => pair.Value) ? listed : told;

    private static string Difference(WarehouseOrder order, GoodsAccount told, GoodsAccount listed)
    {
        var lines = order.Lines
            .Select((line, i) => (line.Product, Told: told.Moved(i), Listed: listed.Moved(i)))
            .Concat(told.Foreign.Select(pair => pair.Key).Union(listed.Foreign.Select(pair => pair.Key)).Select(
                product => (Product: product, Told: Of(told, product), Listed: Of(listed, product))))
            .Where(line => line.Told != line.Listed)
            .Select(line => $"{line.Product} {LineFulfilment.Text(line.Told)} by its reports, "
                + $"{LineFulfilment.Text(line.Listed)} by its list");
        return string.Join("; ", lines);

        static decimal Of(GoodsAccount account, string product) =>
            account.Foreign.FirstOrDefault(pair => pair.Key == product).Value;
    }

    private static IEnumerable<FulfilmentReason> OfGoods(
        WarehouseOrder order, GoodsAccount account, IReadOnlyList<LineFulfilment> lines)
    {
        foreach (var (product, quantity) in account.Foreign)
        {
            var done = order.Way == GoodsWay.Out ? "shipped" : "received";
            yield return new FulfilmentReason(
                WrongProduct, $"{product}: ordered 0 = {done} {LineFulfilment.Text(quantity)} "
                    + $"− {LineFulfilment.Text(quantity)} that nobody ordered");
        }

        foreach (var line in lines.Where(line => line.Excess > 0m))
        {
            yield return Of(Over, line);
        }
    }

    private static IEnumerable<FulfilmentReason> OfState(
        WarehouseOrder order, WarehouseWord word, IReadOnlyList<WarehouseReport> reports, bool isClosed)
    {
        if (order.Sending == SendingState.Refused)
        {
            yield return new FulfilmentReason(Refused, order.SendingReason ?? "the warehouse gave no reason");
        }

        // A trouble that was overcome is none: the report that closes the document says how it ended.
        var troubled = reports.Where(report => report.Status == WarehouseStatus.Exception)
            .FirstOrDefault(report => !isClosed || report.Closes);
        if (troubled is not null || (!isClosed && word.Listed?.Status == WarehouseStatus.Exception))
        {
            yield return new FulfilmentReason(
                FulfilmentCode.Exception,
                $"the warehouse says {WarehouseStatus.Exception}{(troubled is null ? "" : $" in {troubled.Id}")}");
        }
    }

    private static IEnumerable<FulfilmentReason> OfEnd(
        WarehouseOrder order, WarehouseWord word, GoodsAccount account, IReadOnlyList<LineFulfilment> lines)
    {
        var how = order.Sending is SendingState.Refused ? "refused"
            : order.Sending is SendingState.TakenBack ? "taken back"
            : word.Reports.Select(report => report.Status).Append(word.Listed?.Status)
                .FirstOrDefault(WarehouseStatus.IsCancel);
        if (how is not null && account.IsEmpty)
        {
            return order.Sending is SendingState.Refused ? [] : [new FulfilmentReason(Cancelled, $"it was {how}")];
        }

        var missing = lines.Where(line => line.Missing > 0m).Select(line => Of(Short, line));
        return how is null ? missing : missing.Prepend(new FulfilmentReason(
            MovedThoughEnded, $"it was {how}, and goods moved all the same: "
                + string.Join("; ", lines.Where(line => line.Moved != 0m).Select(line =>
                    $"{line.Ordered.Product} {LineFulfilment.Text(line.Moved)}"))));
    }

    private static IEnumerable<FulfilmentReason> OfRest(
        WarehouseOrder order, WarehouseWord word, IReadOnlyList<LineFulfilment> lines, FulfilmentTerms terms)
    {
        var open = lines.Where(line => line.Outstanding > 0m).ToList();
        if (open.Count == 0)
        {
            return [];
        }

        if (order.Sending == SendingState.Open && word.IsSilence)
        {
            return [new FulfilmentReason(NotSent, order.SendingReason ?? "it waits in the outbox")];
        }

        var code = WarehouseStatus.IsDone(word.Listed?.Status) ? QuantityNotTold
            : lines.Any(line => line.Moved != 0m) ? Partly : Waiting;
        var reasons = open.Select(line => Of(code, line));
        var last = word.LastOn > order.SentOn || order.SentOn is null ? word.LastOn : order.SentOn;
        return last is { } day && terms.Today.DayNumber - day.DayNumber > terms.QuietDays
            ? reasons.Prepend(new FulfilmentReason(
                Silent, $"nothing was heard since {day:yyyy-MM-dd}, {terms.Today.DayNumber - day.DayNumber} days"))
            : reasons;
    }

    private static FulfilmentReason Of(FulfilmentCode code, LineFulfilment line) =>
        new(code, $"{line.Ordered.Product}: {line.Arithmetic}");
}
