using DealerIntegration.Domain.Canonical;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Bench.Soak.Partners;

/// <summary>What the hub holds of a seed's list (已存记录), held against what the partner has and ever had.</summary>
internal sealed class Held(IReadOnlyList<HeldVersion> versions)
{
    private readonly Dictionary<string, decimal> _now = versions.Where(v => v.IsCurrent)
        .ToDictionary(v => v.Number, v => v.Amount, StringComparer.Ordinal);

    public static async Task<Held> ReadAsync(Rig rig, CancellationToken cancel)
    {
        var spec = Datasets.Find(rig.Connectors.Load(rig.Source).Datasets[0].Dataset)!;
        var table = $"canonical.{CanonicalTable.Of(spec).Name}";
        // A list of stock is another one each day; the last day's is the one that is pulled.
        var last = spec.Fields.Any(field => field.Name == "as_of")
            ? $"AND as_of = (SELECT max(as_of) FROM {table} WHERE source = @source)"
            : "";
        return new Held(await rig.Database.RolledBackAsync(
            transaction => Sql.QueryAsync<HeldVersion>(
                transaction,
                $"""
                SELECT {rig.Partner.NumberField} AS "Number", {rig.Partner.AmountField} AS "Amount",
                       until_seq = {CanonicalTable.Current} AS "IsCurrent"
                  FROM {table} WHERE source = @source {last} ORDER BY seq
                """,
                cancel,
                new { source = rig.Source }),
            cancel));
    }

    /// <summary>Records that are not there, or not as they are.</summary>
    public IReadOnlyList<StageRecord> Missing(IEnumerable<StageRecord> records) =>
    [
        .. records.Where(record => !_now.TryGetValue(record.Number, out var amount) || amount != record.Amount),
    ];

    /// <summary>Records that stand in the hub and not at the partner.</summary>
    public IReadOnlyList<string> Outlived(IEnumerable<StageRecord> records) =>
        [.. _now.Keys.Except(records.Select(record => record.Number), StringComparer.Ordinal)];

    /// <param name="amounts">Every amount that each record ever had.</param>
    /// <param name="records">What the partner holds now; what it has taken away never comes back.</param>
    /// <exception cref="ProofException">
    /// The hub holds a record twice, one that never was, or an older state as if it were newer; or it has taken one for
    /// gone that is not.
    /// </exception>
    public void RequireTrue(
        IReadOnlyDictionary<string, List<decimal>> amounts, IEnumerable<StageRecord> records)
    {
        var standing = records.Select(record => record.Number).ToHashSet(StringComparer.Ordinal);
        foreach (var record in versions.GroupBy(version => version.Number))
        {
            var current = record.Count(version => version.IsCurrent);
            ProofException.Unless(current <= 1, $"Record {record.Key} is there twice.");
            ProofException.Unless(
                current == 1 || !standing.Contains(record.Key), $"Record {record.Key} was taken for gone and stands.");
            ProofException.Unless(amounts.ContainsKey(record.Key), $"Record {record.Key} never was.");
            var places = record.Select(version => amounts[record.Key].IndexOf(version.Amount)).ToList();
            ProofException.Unless(
                places.SequenceEqual(places.Distinct().Order()) && places[0] >= 0,
                $"Record {record.Key} has the versions {string.Join(", ", record.Select(v => v.Amount))}; it was "
                + $"{string.Join(", ", amounts[record.Key])} in turn.");
        }
    }
}

/// <summary>A version of a record, in the order they were written.</summary>
internal sealed record HeldVersion(string Number, decimal Amount, bool IsCurrent);
