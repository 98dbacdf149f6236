using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Worker.Months;

/// <summary>
/// The figures of a period at one moment (结账快照): from which runs they come, and a hash over every one of them. The
/// same figures give the same hash at any time, so that a close can be proven later.
/// </summary>
internal sealed record PeriodSnapshot(
    IReadOnlyList<long> ReconcileRuns, long? SettleRun, int Dealers, string Residual, int Postings, string Figures)
{
    public static PeriodSnapshot Of(PeriodFacts facts, IReadOnlyList<PostedFigure> posted)
    {
        var lines = facts.Dealers.Select(d => string.Join(
            '|', "dealer", d.DealerCode, d.Status, d.Currency, Text(d.OurOpening), Text(d.OurClosing),
            Text(d.TheirOpening), Text(d.TheirClosing), Text(d.Difference), Text(d.Explained), Text(d.Residual),
            Text(d.Matched), d.Matches));
        var postings = posted.Select(p => string.Join(
            '|', "posting", p.Policy, p.DealerCode, p.Currency, Text(p.Amount)));
        var all = string.Join('\n', lines.Concat(postings).Order(StringComparer.Ordinal));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
        return new PeriodSnapshot(
            [.. facts.Dealers.Select(d => d.RunId).Distinct().Order()],
            facts.Settled,
            facts.Dealers.Count,
            AmountText.Of(facts.Dealers.Sum(d => Math.Abs(d.Residual ?? 0m))),
            posted.Count,
            $"sha256:{hash}");
    }

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>The hash that a close has kept as its evidence; null: it kept none.</summary>
    public static string? FiguresOf(string evidence)
    {
        using var document = JsonDocument.Parse(evidence);
        return document.RootElement.TryGetProperty("figures", out var figures) ? figures.GetString() : null;
    }

    // 100 and 100.00 are the same figure.
    private static string Text(decimal? amount) =>
        amount?.ToString("0.############################", CultureInfo.InvariantCulture) ?? "";
}

/// <summary>What was posted of a policy's rebate for a dealer, all postings together.</summary>
internal sealed record PostedFigure(string Policy, string DealerCode, string Currency, decimal Amount);
