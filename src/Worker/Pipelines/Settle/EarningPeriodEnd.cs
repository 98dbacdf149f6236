using System.Globalization;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Worker.Pipelines.Settle;

/// <summary>The last day of a stored earning period, read from its name; see <see cref="EarningPeriod"/>.</summary>
internal static class EarningPeriodEnd
{
    private const string Between = "..";

    public static DateOnly Of(string name) =>
        name.IndexOf(Between, StringComparison.Ordinal) is var at and >= 0
            ? DateOnly.ParseExact(name.AsSpan(at + Between.Length), "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : name.Split("-Q") is [var year, var quarter]
            ? new Period(Number(year), Number(quarter) * 3).End
        : Period.TryParse(name, out var month) ? month.End
        : new DateOnly(Number(name), 12, 31);

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
