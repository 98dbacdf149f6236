using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Assembly;

/// <summary>
/// Puts rows together into documents in the order of the dataset's fields (单据组装): rows of one number, the whole
/// table, or each row for itself. A document with a bad row is not built; its other rows say so.
/// </summary>
internal abstract class DocumentAssembly(DocumentBuilder builder, ProblemList problems, List<MappedDocument> ready)
{
    /// <summary>Documents so far, built or not.</summary>
    public long Seen { get; private set; }

    protected DocumentBuilder Builder => builder;

    public static DocumentAssembly Of(
        DocumentBuilder builder, TableReader reader, RepeatedKeys repeated, RepeatedKeys found, ProblemList problems,
        List<MappedDocument> ready) =>
        builder.Plan.Table.Definition.GroupBy is { } number
            ? new GroupAssembly(builder, LastRowOf.Each(builder.Plan.Table, reader, number), problems, ready)
        : builder.Spec.HasLines ? new TableAssembly(builder, problems, ready)
        : new RowAssembly(builder, repeated, found, problems, ready);

    /// <summary>Takes the next row; documents that are complete by then become ready.</summary>
    public abstract void Add(TableRow row);

    /// <summary>There are no more rows.</summary>
    public abstract void End();

    protected void Document(MappedDocument? document)
    {
        Seen++;
        if (document is not null)
        {
            ready.Add(document);
        }
    }

    /// <summary>Nothing will be added to what is wrong with the row.</summary>
    protected void Done(TableRow row)
    {
        if (!row.IsGood)
        {
            problems.Add(row.Problems.Select(p => p with { Key = row.Key }));
        }
    }
}
