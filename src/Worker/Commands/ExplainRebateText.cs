using System.Globalization;
using System.Text;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>The words of <c>hub explain rebate</c>.</summary>
/// <param name="result">What was stored.</param>
/// <param name="most">How many lines and documents are listed.</param>
internal sealed class ExplainRebateText(SettledResult result, int most)
{
    private readonly StringBuilder _text = new();

    public static string List(string dealer, IReadOnlyList<SettledPeriod> periods)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"  {"policy",-28}{"earning period",-24}{"settled in",-12}{"run",6}{"earned",18}{"payable",18}");
        foreach (var p in periods)
        {
            text.AppendLine(
                $"  {p.Policy,-28}{p.Period,-24}{p.Month,-12}{p.Run,6}{Money(p.Earned),18}{Money(p.Payable),18} "
                + p.Currency);
        }

        text.AppendLine(
            $"./hub explain rebate --dealer {dealer} --policy {periods[^1].Policy} --period {periods[^1].Period}");
        return text.ToString();
    }

    /// <param name="standing">Who released or rejected it, what it waits for, in words.</param>
    public void Head(IReadOnlyList<string> standing)
    {
        _text.AppendLine(
            $"Dealer {result.DealerCode}, policy {result.Policy} version {result.Version}"
            + (result.PolicyName.Length == 0 ? "" : $" ({result.PolicyName})") + $", earning period {result.Period}");
        _text.AppendLine(
            $"Settled in {result.Month} by run {result.Run}, prepared by {result.PreparedBy}"
            + string.Concat(standing.Select(s => $"; {s}")));
    }

    public void Slices()
    {
        var slices = result.Slices();
        if (slices.Count == 0)
        {
            return;
        }

        _text.AppendLine();
        _text.AppendLine($"  {"tier",-36}{"applied to",18}{"rate",16}{"amount",18}");
        foreach (var slice in slices)
        {
            _text.AppendLine(
                $"  {Title(slice),-36}{(slice.Reward == RewardKind.Fixed ? "" : Plain(slice.RewardBase)),18}"
                + $"{Rate(slice),16}{Exact(slice.Amount),18}");
        }
    }

    public void Calculation()
    {
        _text.AppendLine();
        foreach (var (step, no) in result.Words.Select((w, i) => (w, i + 1)))
        {
            _text.AppendLine($"  {no}. {step}");
        }

        if (result.Units != 0m)
        {
            _text.AppendLine($"  Goods earned: {Plain(result.Units)} units.");
        }

        var leftOut = result.LeftOut();
        if (leftOut.Count > 0)
        {
            _text.AppendLine($"  Not counted: {string.Join(", ", leftOut.Select(Left))}.");
        }

        if (result.Accrued != result.Earned)
        {
            _text.AppendLine($"  Accrued (estimate): {Money(result.Accrued)} {result.Currency}.");
        }

        if (result.Next() is { } next)
        {
            _text.AppendLine($"  Next tier: {next.Words}");
        }
    }

    public void Lines(IReadOnlyList<RebateTraceLine> lines)
    {
        _text.AppendLine();
        _text.AppendLine(
            $"  {"document",-22}{"line",-8}{"date",-12}{"product",-16}{"counts as",18}{"share",18}");
        foreach (var line in lines)
        {
            _text.AppendLine(
                $"  {line.DocumentNumber,-22}{line.Position,-8}{line.Date,-12:yyyy-MM-dd}{line.ProductCode,-16}"
                + $"{Plain(line.Contribution),18}{Money(line.Share),18}");
        }

        More(result.Lines, "lines");
        _text.AppendLine($"  {$"all {result.Lines} lines",-58}{Plain(result.Basis),18}{Money(result.Earned),18}");
    }

    public void Payable()
    {
        _text.AppendLine();
        _text.AppendLine($"  {"Earned",-40}{Money(result.Earned),18} {result.Currency}");
        _text.AppendLine($"  {"− posted before",-40}{Money(result.PostedBefore),18}");
        _text.AppendLine(
            $"  {Due(),-40}"
            + $"{Money(result.Payable),18} as {result.Payout}");
        foreach (var (product, earned, before, due) in result.Goods())
        {
            _text.AppendLine(
                $"  Goods {product}: earned {Plain(earned)} − given before {Plain(before)}, to give {Plain(due)}");
        }
    }

    private string Due() => result.IsDue ? "= payable"
        : result.CountsIn is { } month ? $"payable (the difference counts in {month})"
        : "payable (only once the period is over)";

    /// <param name="changes">By kind, largest first.</param>
    public void Changes(IReadOnlyList<DocumentChange> changes)
    {
        _text.AppendLine();
        if (result.SettledId is null)
        {
            _text.AppendLine("This is the first settlement of the period; nothing to compare with.");
            return;
        }

        var before = result.SettledEarned!.Value;
        var since = $"the settlement of {result.SettledMonth} (run {result.SettledRun})";
        if (changes.Count == 0)
        {
            _text.AppendLine($"Since {since} no document changed.");
            return;
        }

        _text.AppendLine($"What changed since {since}:");
        foreach (var change in changes.Take(most))
        {
            _text.AppendLine($"  {change.Words}");
        }

        More(changes.Count, "documents");
        foreach (var kind in changes.GroupBy(c => c.Kind))
        {
            _text.AppendLine($"  {Counted(kind.Count(), kind.Key),-40}{Signed(kind.Sum(c => c.Difference)),18}");
        }

        _text.AppendLine(
            $"  Together {Signed(changes.Sum(c => c.Difference))} = earned now {Money(result.Earned)} − earned then "
            + $"{Money(before)}.");
        if (result.PostedBefore != before)
        {
            _text.AppendLine(
                $"  Posted before is {Money(result.PostedBefore)} and not {Money(before)}: other settlements of the "
                + "period were posted too, or a partner refused.");
        }
    }

    public override string ToString() => _text.ToString();

    private void More(int total, string what)
    {
        if (total > most)
        {
            _text.AppendLine($"  … and {total - most} more {what}; --all lists them.");
        }
    }

    private static string Title(RebateSlice slice) => slice.Name
        ?? $"{slice.Tier} ({Plain(slice.From)} to {(slice.UpTo is { } end ? Plain(end) : "…")})";

    private static string Rate(RebateSlice slice) => slice.Reward switch
    {
        RewardKind.Percent => $"{Plain(slice.Rate)} %",
        RewardKind.PerUnit => $"{Plain(slice.Rate)} per unit",
        _ => "fixed",
    };

    private static string Counted(int count, DocumentChangeKind kind) =>
        $"{count} {(count == 1 ? "document" : "documents")} "
        + kind switch
        {
            DocumentChangeKind.New => "new",
            DocumentChangeKind.Gone => "no longer counted",
            DocumentChangeKind.Corrected => "corrected",
            DocumentChangeKind.Paid => "paid otherwise",
            _ => "unchanged, with another share",
        };

    private static string Left(LeftOutLines left) => $"{left.Count} {(left.Count == 1 ? "line" : "lines")} "
        + left.Reason switch
        {
            LeftOutReason.OutsidePeriod => "outside the period",
            LeftOutReason.OutsideValidity => "outside the policy's validity",
            LeftOutReason.OtherProduct => "of other products",
            LeftOutReason.ExcludedProduct => "of excluded products",
            LeftOutReason.ReturnNotDeducted => "of returns, which are not deducted",
            LeftOutReason.MovedVolume => "moved by rulings on diversion, which the policy does not count",
            LeftOutReason.OutsideRule => "that the rule does not pay on",
            _ => "that an exclusive policy took",
        };

    private static string Money(decimal amount) => amount.ToString("#,##0.00##", CultureInfo.InvariantCulture);

    private static string Exact(decimal amount) => amount.ToString("#,##0.00##########", CultureInfo.InvariantCulture);

    private static string Signed(decimal amount) =>
        amount.ToString("+#,##0.00##;-#,##0.00##;0.00", CultureInfo.InvariantCulture);

    private static string Plain(decimal value) => value.ToString("#,##0.##########", CultureInfo.InvariantCulture);
}
