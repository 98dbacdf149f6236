using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Assembly;

/// <summary>The whole table is one document (整表): its lines are held until the end, or until a row is bad.</summary>
internal sealed class TableAssembly(DocumentBuilder builder, ProblemList problems, List<MappedDocument> ready)
    : DocumentAssembly(builder, problems, ready)
{
    private readonly List<object?[]> lines = [];
    private readonly List<TableRow> headers = [];
    private bool bad;

    public override void Add(TableRow row)
    {
        if (!row.IsGood && !bad)
        {
            bad = true;
            lines.Clear();
        }

        if (!bad)
        {
            if (headers.Count == 0 || Builder.AddsHeader(headers, row))
            {
                headers.Add(row);
            }

            lines.Add(Builder.Line(row, lines.Count));
        }

        Done(row);
    }

    public override void End() => Document(bad ? null : Builder.Document(headers, lines));
}
