using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Assembly;

/// <summary>Each row is a document (逐行). Of rows with one key none counts; only the keys' hashes are held.</summary>
internal sealed class RowAssembly(
    DocumentBuilder builder, RepeatedKeys repeated, RepeatedKeys found, ProblemList problems,
    List<MappedDocument> ready) : DocumentAssembly(builder, problems, ready)
{
    private const int MostForeseen = 2_000_000;

    private readonly Dictionary<UInt128, int> rows = new(
        (int)Math.Min(builder.Plan.Table.Sheet.RowCount, MostForeseen));

    private readonly string sheet = builder.Plan.Table.Sheet.Name;

    public override void Add(TableRow row)
    {
        var key = Builder.KeyOf(row);
        if (key is not null)
        {
            OncePerKey(row, KeyHash.Of(key));
        }

        Document(row.IsGood ? Builder.Document(row, key) : null);
        Done(row);
    }

    public override void End()
    {
    }

    private void OncePerKey(TableRow row, UInt128 key)
    {
        if (!rows.TryAdd(key, row.Number))
        {
            found.OnRows(sheet, key, rows[key], row.Number);
        }

        if (repeated.OtherRow(sheet, key, row.Number) is { } other)
        {
            row.Mark("product_code", CellFindings.Duplicate(other), row.Value("product_code") as string);
        }
    }
}
