using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Modifiers;

/// <summary>
/// The sooner an invoice is paid, the more of its rebate is due (回款速度系数). Days count from the date of the invoice; what
/// is not paid, or paid after the last step, gets <paramref name="Later"/> percent. An invoice paid in parts gets the
/// average of its parts; a return takes back at the average of what was sold.
/// </summary>
/// <param name="Later">Percent, 0 unless said.</param>
public sealed record PaymentSpeed(IReadOnlyList<PaymentStep> Steps, decimal Later = 0m) : RebateModifier
{
    public const string TypeName = "paymentSpeed";

    // A factor, where one payment is a third of the invoice: far below a cent on any invoice.
    private static readonly Rounding Factor = new(RoundingMode.HalfUp, 8);

    internal override bool ReadsPayments => true;

    internal override IEnumerable<PolicyProblem> Problems(RebatePolicy policy, string path) =>
        PaymentSpeedCheck.Problems(this, policy, path);

    internal override void Apply(Draft draft, ref decimal carried)
    {
        if (draft.Amount <= 0m)
        {
            return;
        }

        var weights = new decimal[draft.Weights.Length];
        var (sold, counts, at) = (0m, 0m, 0);
        foreach (var dealer in draft.Input.Lines.Dealers)
        {
            var (document, factor) = ("", 0m);
            foreach (var i in dealer.Counted)
            {
                ref readonly var line = ref dealer.Book.Lines[i];
                if (draft.Weights[at] > 0m)
                {
                    factor = line.DocumentNumber == document ? factor : FactorOf(line, dealer.Dealer.Payments);
                    document = line.DocumentNumber;
                    weights[at] = draft.Weights[at] * factor;
                    sold += draft.Weights[at];
                    counts += weights[at];
                }

                at++;
            }
        }

        var average = Factor.Apply(counts / sold);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = draft.Weights[i] > 0m ? weights[i] : draft.Weights[i] * average;
        }

        var before = draft.Amount;
        draft.Amount = before * counts / sold;
        draft.Weights = weights;
        var (all, counted, terms) = (Figures.Amount(sold), Figures.Amount(counts), Terms());
        var sum = $"{Figures.Amount(before)} × {counted} / {all} = {Figures.Amount(draft.Amount)}";
        draft.Words.Add(new(
            $"Payment speed ({terms.English}): of {all} sold {counted} count, {sum}.",
            $"回款系数（{terms.Chinese}）：销售 {all} 中计 {counted}，{sum}。"));
    }

    private decimal FactorOf(in RebateLine line, Calculation.PaymentFacts payments)
    {
        var total = payments.TotalOf(line.DocumentNumber);
        if (total <= 0m)
        {
            return 1m;
        }

        var (paid, points) = (0m, 0m);
        foreach (var part in payments.PartsOf(line.DocumentNumber))
        {
            var now = decimal.Min(paid + part.Amount, total);
            points += (now - paid) * PercentAt(part.Date.DayNumber - line.Date.DayNumber);
            paid = now;
        }

        points += (total - paid) * Later;
        return Factor.Apply(points / total / 100m);
    }

    private decimal PercentAt(int days)
    {
        foreach (var step in Steps)
        {
            if (days <= step.WithinDays)
            {
                return step.Percent;
            }
        }

        return Later;
    }

    private Told Terms() => new(
        string.Join(", ", Steps.Select(step => $"within {step.WithinDays} days {Figures.Plain(step.Percent)} %")
            .Append($"later {Figures.Plain(Later)} %")),
        string.Join("，", Steps.Select(step => $"{step.WithinDays} 天内 {Figures.Plain(step.Percent)} %")
            .Append($"逾期 {Figures.Plain(Later)} %")));
}

/// <summary>How much of the rebate is due for an invoice that is paid by then (回款档位).</summary>
/// <param name="WithinDays">After the date of the invoice, that day included.</param>
public sealed record PaymentStep(int WithinDays, decimal Percent);
