using DealerIntegration.Domain.Canonical;
using NpgsqlTypes;

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
        ["dealer-orders"] = "dealer_order",
        ["ledger"] = "ledger",
        ["stock-movements"] = "stock_movement",
    }.ToDictionary(t => t.Key, t => new CanonicalTable(Datasets.Find(t.Key)!, t.Value), StringComparer.Ordinal);

    private CanonicalTable(DatasetSpec spec, string name)
    {
        Spec = spec;
        Name = name;
        var fields = Columns(spec.Fields);
        var lineFields = Columns(spec.LineFields);
        CreateStaging = $"""
            CREATE TEMP TABLE incoming ON COMMIT DROP AS
            SELECT 0 AS ord, seq, key, content_hash, {fields} FROM canonical.{name} WITH NO DATA
            """;
        CopyIn = $"COPY incoming (ord, key, content_hash, {fields}) FROM STDIN (FORMAT BINARY)";
        // The key holds the partition's field: naming it as well spares a look into every other partition.
        var same = spec.Name == PartitionedDataset
            ? $"c.{PartitionField} = i.{PartitionField} AND c.key = i.key"
            : "c.key = i.key";
        NumberChanged = $"""
            UPDATE incoming i SET seq = nextval('canonical.version_seq')
             WHERE NOT EXISTS (SELECT 1 FROM canonical.{name} c
                                WHERE {same} AND c.source = @source AND c.until_seq = {Current}
                                  AND c.content_hash = i.content_hash)
            """;
        Replace = $"""
            UPDATE canonical.{name} c SET until_seq = i.seq FROM incoming i
             WHERE i.seq IS NOT NULL AND {same} AND c.source = @source AND c.until_seq = {Current}
            """;
        Insert = $"""
            INSERT INTO canonical.{name} (seq, key, source, content_hash, run_id, {fields})
            SELECT seq, key, @source, content_hash, @run, {fields} FROM incoming WHERE seq IS NOT NULL ORDER BY ord
            """;
        if (spec.HasLines)
        {
            CreateLineStaging = $"""
                CREATE TEMP TABLE incoming_line ON COMMIT DROP AS
                SELECT 0 AS ord, line_no, {lineFields} FROM canonical.{name}_line WITH NO DATA
                """;
            CopyLinesIn = $"COPY incoming_line (ord, line_no, {lineFields}) FROM STDIN (FORMAT BINARY)";
            InsertLines = $"""
                INSERT INTO canonical.{name}_line (seq, line_no, {lineFields})
                SELECT i.seq, l.line_no, {Columns(spec.LineFields, "l.")}
                  FROM incoming_line l JOIN incoming i USING (ord) WHERE i.seq IS NOT NULL
                """;
        }

        Types = [.. spec.Fields.Select(TypeOf)];
        LineTypes = [.. spec.LineFields.Select(TypeOf)];
    }

    public DatasetSpec Spec { get; }

    public string Name { get; }

    public string CreateStaging { get; }

    public string CopyIn { get; }

    public string NumberChanged { get; }

    public string Replace { get; }

    public string Insert { get; }

    public string? CreateLineStaging { get; }

    public string? CopyLinesIn { get; }

    public string? InsertLines { get; }

    public NpgsqlDbType[] Types { get; }

    public NpgsqlDbType[] LineTypes { get; }

    public static CanonicalTable Of(DatasetSpec spec) => Tables[spec.Name];

    private static string Columns(IReadOnlyList<FieldSpec> fields, string prefix = "") =>
        string.Join(", ", fields.Select(f => prefix + f.Name));

    private static NpgsqlDbType TypeOf(FieldSpec field) => field.Type switch
    {
        FieldType.Decimal => NpgsqlDbType.Numeric,
        FieldType.Integer => NpgsqlDbType.Bigint,
        FieldType.Date => NpgsqlDbType.Date,
        FieldType.Instant => NpgsqlDbType.TimestampTz,
        _ => NpgsqlDbType.Text,
    };
}
