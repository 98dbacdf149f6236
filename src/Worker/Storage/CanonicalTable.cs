using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Worker.Storage;

/// <summary>The table of a dataset and the statements that write versions into it, made once per dataset.</summary>
internal sealed class CanonicalTable
{
    /// <summary>until_seq of a version that nothing has replaced.</summary>
    public const long Current = long.MaxValue;

    private const string PartitionedDataset = "scans";

    private const string PartitionField = "code";

    private static readonly Dictionary<string, CanonicalTable> Tables = new Dictionary<string, string>
    {
        ["dealers"] = "dealer",
        ["products"] = "product",
        ["orders"] = "sales_order",
        ["shipments"] = "shipment",
        ["invoices"] = "invoice",
        ["payments"] = "payment",
        ["claims"] = "claim",
        ["stock"] = "stock",
        ["codes"] = "trace_code",
        ["scans"] = "scan",
        ["trace-events"] = "trace_event",
        ["dealer-scans"] = "dealer_scan",
        ["territories"] = "territory",
        ["deliveries"] = "delivery",
        ["warehouse-reports"] = "warehouse_report",
        ["dealer-orders"] = "dealer_order",
        ["ledger"] = "ledger",
        ["stock-movements"] = "stock_movement",
    }.ToDictionary(t => t.Key, t => new CanonicalTable(Datasets.Find(t.Key)!, t.Value), StringComparer.Ordinal);

    private CanonicalTable(DatasetSpec spec, string name)
    {
        Spec = spec;
        Name = name;
        // The key holds the partition's field: naming it as well spares a look into every other partition.
        PartitionedBy = spec.Name == PartitionedDataset ? PartitionField : null;
        var (partValues, part, samePart) = PartitionedBy is { } field
            ? (", @parts", $", {field}", $" AND c.{field} = i.{field}")
            : ("", "", "");

        // One look into the index for each document, whatever PostgreSQL guesses of a table that grows under it: a join
        // would be planned as a scan of all current versions, for every batch anew.
        Changes = $"""
            SELECT at, old_seq, nextval('canonical.version_seq') AS seq
              FROM (SELECT (i.ord - 1)::int AS at, c.seq AS old_seq
                      FROM unnest(@keys, @hashes{partValues}) WITH ORDINALITY AS i (key, content_hash{part}, ord)
                      LEFT JOIN LATERAL (SELECT seq, content_hash FROM canonical.{name} c
                                          WHERE c.key = i.key{samePart} AND c.source = @source
                                            AND c.until_seq = {Current} LIMIT 1) c ON true
                     WHERE c.content_hash IS DISTINCT FROM i.content_hash ORDER BY i.ord) changed
            """;
        // For the same reason: by the number of the old version, never by reading the table.
        Replace = $"""
            SET LOCAL enable_hashjoin = off;
            SET LOCAL enable_mergejoin = off;
            UPDATE canonical.{name} c SET until_seq = i.seq
              FROM unnest(@old, @new{partValues}) AS i (old_seq, seq{part})
             WHERE c.seq = i.old_seq{samePart} AND c.until_seq = {Current};
            RESET enable_hashjoin;
            RESET enable_mergejoin
            """;
        Rows = $"canonical.{name} (seq, key, source, content_hash, run_id, {Columns(spec.Fields)})";
        LineRows = spec.HasLines ? $"canonical.{name}_line (seq, line_no, {Columns(spec.LineFields)})" : null;
    }

    public DatasetSpec Spec { get; }

    public string Name { get; }

    /// <summary>The field by whose hash the table is partitioned; null: it is one table.</summary>
    public string? PartitionedBy { get; }

    /// <summary>Numbers the documents whose content is not that of their current version, in their order.</summary>
    public string Changes { get; }

    /// <summary>Tells old versions their successors.</summary>
    public string Replace { get; }

    public string Rows { get; }

    public string? LineRows { get; }

    public static CanonicalTable Of(DatasetSpec spec) => Tables[spec.Name];

    private static string Columns(IReadOnlyList<FieldSpec> fields) => string.Join(", ", fields.Select(f => f.Name));
}
