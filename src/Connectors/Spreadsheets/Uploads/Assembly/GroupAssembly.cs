using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Spreadsheets.Gate;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Assembly;

/// <summary>
/// Rows with one number are one document (按单号), wherever they stand. Held are the rows of documents that have begun
/// and not ended: of a sorted file one document, at most <see cref="LastRowOf.MostOpenRows"/> rows.
/// </summary>
internal sealed class GroupAssembly(
    DocumentBuilder builder, LastRowOf last, ProblemList problems, List<MappedDocument> ready)
    : DocumentAssembly(builder, problems, ready)
{
    private readonly string number = builder.Plan.Table.Definition.GroupBy!;
    private readonly Dictionary<string, List<TableRow>> open = new(StringComparer.Ordinal);
    private readonly string[] headers =
    [
        .. builder.Spec.Fields.Select(f => f.Name).Where(builder.Plan.Table.Definition.Columns.ContainsKey),
    ];

    private int openRows;

    /// <exception cref="FileRefusedException">The rows of too many documents are mixed.</exception>
    public override void Add(TableRow row)
    {
        if (row.Value(number) is not string own)
        {
            Close([row]);
            return;
        }

        if (!open.TryGetValue(own, out var rows))
        {
            open[own] = rows = [];
        }

        rows.Add(row);
        if (last.Is(own, row.Number))
        {
            open.Remove(own);
            openRows -= rows.Count - 1;
            Close(rows);
        }
        else if (++openRows > LastRowOf.MostOpenRows)
        {
            throw new FileRefusedException(UploadFindings.MixedDocuments(
                Builder.Plan.Table.Of(number).First().Heading, LastRowOf.MostOpenRows));
        }
    }

    public override void End()
    {
        foreach (var rows in open.Values.OrderBy(rows => rows[0].Number))
        {
            Close(rows);
        }
    }

    private void Close(List<TableRow> rows)
    {
        CheckAgreement(rows);
        var own = rows[0].Value(number) as string;
        var good = rows.TrueForAll(r => r.IsGood);
        if (!good && own is not null)
        {
            foreach (var row in rows.Where(r => r.IsGood))
            {
                row.Mark(number, CellFindings.DocumentRefused(own), own);
            }
        }

        Document(good ? Builder.Document(rows, [.. rows.Select(Builder.Line)]) : null);
        rows.ForEach(Done);
    }

    // Header fields are repeated on every row of a document and must then be the same.
    private void CheckAgreement(List<TableRow> rows)
    {
        foreach (var field in headers)
        {
            var first = rows.Find(r => r.Value(field) is not null);
            foreach (var row in rows.Where(r => r.Value(field) is { } v && !v.Equals(first!.Value(field))))
            {
                row.Mark(
                    field, CellFindings.Conflict(DocumentBuilder.KeyText(first!.Value(field)), first.Number),
                    DocumentBuilder.KeyText(row.Value(field)));
            }
        }
    }
}
