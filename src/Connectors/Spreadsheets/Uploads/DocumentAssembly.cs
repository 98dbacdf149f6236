using System.Globalization;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>
/// Puts rows together into documents in the order of the dataset's fields (单据组装): rows of one number, the whole
/// table, or each row for itself. A document with a bad row is not built; its other rows say so.
/// </summary>
internal sealed class DocumentAssembly(
    string fileName, UploadDefinition definition, DatasetSpec spec, IReadOnlyDictionary<string, object> header)
{
    private readonly List<MappedDocument> documents = [];

    public IReadOnlyList<MappedDocument> Documents => documents;

    public int Seen { get; private set; }

    public void Add(IReadOnlyList<TableRow> rows)
    {
        if (spec.HasLines && definition.GroupBy is null)
        {
            Document(rows);
            return;
        }

        var groups = definition.GroupBy is { } field
            ? rows.GroupBy(r => r.Value(field) as string ?? $"#{r.Table.Sheet.Name}{r.Number}")
            : rows.GroupBy(r => RowKey(r) ?? $"#{r.Table.Sheet.Name}{r.Number}");
        foreach (var group in groups)
        {
            var members = group.ToList();
            if (definition.GroupBy is null && members.Count > 1)
            {
                Repeated(members);
            }

            CheckAgreement(members);
            Document(members);
        }
    }

    private void Document(IReadOnlyList<TableRow> rows)
    {
        Seen++;
        var number = definition.GroupBy is { } field ? rows[0].Value(field) as string : null;
        if (rows.Any(r => r.Problems.Count > 0))
        {
            foreach (var row in rows.Where(r => r.Problems.Count == 0 && number is not null))
            {
                row.Mark(definition.GroupBy!, CellFindings.DocumentRefused(number!), number);
            }

            return;
        }

        var values = spec.Fields.Select(f => Header(rows, f.Name)).ToArray();
        var lines = spec.HasLines ? rows.Select(Line).ToList() : [];
        var place = rows.Count > 0
            ? new Place(fileName, rows[0].Table.Sheet.Name, rows[0].Number)
            : new Place(fileName);
        var key = string.Join('|', spec.Key.Select(i => KeyText(values[i])));
        documents.Add(new MappedDocument(key, values, lines, place));
    }

    private object? Header(IReadOnlyList<TableRow> rows, string field) =>
        rows.Select(r => definition.Columns.ContainsKey(field) ? r.Value(field) : null)
            .FirstOrDefault(v => v is not null)
        ?? header.GetValueOrDefault(field);

    private object?[] Line(TableRow row, int index) =>
    [
        .. spec.LineFields.Select(f => f.Name == "position" && row.Value("position") is null
            ? (index + 1).ToString(CultureInfo.InvariantCulture)
            : row.Value(f.Name)),
    ];

    // Header fields are repeated on every row of a document and must then be the same.
    private void CheckAgreement(List<TableRow> rows)
    {
        foreach (var field in spec.Fields.Where(f => spec.HasLines && definition.Columns.ContainsKey(f.Name)))
        {
            var first = rows.FirstOrDefault(r => r.Value(field.Name) is not null);
            foreach (var row in rows.Where(r => r.Value(field.Name) is { } v && !v.Equals(first!.Value(field.Name))))
            {
                row.Mark(field.Name, CellFindings.Conflict(KeyText(first!.Value(field.Name)), first.Number),
                    KeyText(row.Value(field.Name)));
            }
        }
    }

    private static void Repeated(List<TableRow> rows)
    {
        foreach (var row in rows)
        {
            var other = rows.First(r => r != row);
            row.Mark("product_code", CellFindings.Duplicate(other.Number), row.Value("product_code") as string);
        }
    }

    private string? RowKey(TableRow row)
    {
        var parts = spec.Key.Select(i =>
            row.Value(spec.Fields[i].Name) ?? header.GetValueOrDefault(spec.Fields[i].Name)).ToList();
        return parts.Contains(null) ? null : string.Join('|', parts.Select(KeyText));
    }

    internal static string KeyText(object? value) => value switch
    {
        null => "",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    /// <summary>The dealer's number of the document a row belongs to, for people to find it again.</summary>
    internal static string? KeyOf(TableRow row) =>
        (row.Value(row.Table.Definition.GroupBy ?? "product_code") ?? row.Value("reference")) as string;
}
