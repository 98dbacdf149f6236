using System.Runtime.CompilerServices;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Files;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// A folder of IDoc files (IDoc 数据源). A part is a file and a page is the whole of it. An IDoc that another dataset of
/// the connector reads is left to it; any other that is not wanted here is rejected, so that none is passed over.
/// </summary>
internal sealed class IdocSource : ISource
{
    private readonly ConnectorFile _file;
    private readonly FileFolder _folder;
    private readonly Func<IdocLayouts> _layouts;
    private readonly PerMapping<IdocPlan> _plans;

    /// <param name="layouts">Asked for each file: one source serves while its connector file stays the same.</param>
    public IdocSource(ConnectorFile file, Func<IdocLayouts> layouts)
    {
        _file = file;
        _folder = new FileFolder(file);
        _layouts = layouts;
        _plans = new PerMapping<IdocPlan>(d => IdocPlan.Of(file, d, layouts())).Prepare(file.Datasets);
    }

    public Task<IReadOnlyList<string>> PartsAsync(DatasetMapping dataset, Window window, CancellationToken cancel) =>
        Task.FromResult(_folder.Parts(QueryOf(dataset).Folder, QueryOf(dataset).Pattern, FileFolder.IsWhole));

    public async IAsyncEnumerable<RawPage> PullAsync(
        DatasetMapping dataset,
        string part,
        Window window,
        string? cursor,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        yield return await _folder.PageAsync(QueryOf(dataset).Folder, part, cancel);
    }

    public IEnumerable<SourceRecord> Read(DatasetMapping dataset, RawPage page)
    {
        var plan = _plans.Of(dataset);
        var idocs = Idocs(page, plan.Query);
        return idocs.Where(i => plan.Query.Wants(i) || !IsForAnother(dataset, i, page.Name))
            .Select(i => Record(i, plan, page.Name));
    }

    private IReadOnlyList<IdocTree> Idocs(RawPage page, IdocQuery query) =>
        IdocFile.Read(page.Body.Span, page.Name, query.Encoding, query.BytesWide, _layouts()).Idocs;

    private static SourceRecord Record(IdocTree idoc, IdocPlan plan, string file)
    {
        if (idoc.Faults.Count > 0)
        {
            return new RejectedIdoc(idoc, file, idoc.Faults);
        }

        if (!plan.Query.Wants(idoc))
        {
            return new RejectedIdoc(idoc, file, [Unwanted(idoc, plan.Query)]);
        }

        return AmbiguityOf(idoc, plan) is { } fault
            ? new RejectedIdoc(idoc, file, [fault])
            : new IdocRecord(idoc, idoc.Root, file);
    }

    // Two datasets that read the same file each see all of its IDocs; a broken one is told by every one of them.
    private bool IsForAnother(DatasetMapping dataset, IdocTree idoc, string name)
    {
        var here = _plans.Of(dataset).Query.Folder ?? "";
        return _file.Datasets.Select(d => _plans.Of(d).Query).Any(q => q.Wants(idoc)
            && (q.Folder ?? "") == here
            && System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(q.Pattern, name, ignoreCase: false));
    }

    private static IdocFault? AmbiguityOf(IdocTree idoc, IdocPlan plan)
    {
        var lines = plan.Lines is null ? [] : IdocPath.Of(plan.Lines).Segments(idoc.Root);
        return plan.HeaderPaths.Select(p => Ambiguous(idoc.Root, p))
            .Concat(lines.SelectMany(l => plan.LinePaths.Select(p => Ambiguous(l, p))))
            .FirstOrDefault(f => f is not null);
    }

    private static IdocFault? Ambiguous(IdocSegment below, string path) => IdocPath.Of(path).Values(below) switch
    {
        { Count: > 1 } values => new IdocFault(
            below.Line,
            below.Name,
            path,
            string.Join(", ", values),
            "The path of the mapping means several segments with different values.",
            "Choose one by a qualifier, like E1EDKA1[PARVW=AG].PARTN."),
        _ => null,
    };

    private static IdocFault Unwanted(IdocTree idoc, IdocQuery query) => new(
        idoc.Control.Line,
        IdocLayouts.Control,
        "IDOCTYP",
        $"{idoc.Message} {idoc.Type}",
        $"The dataset reads {query}, and no other dataset of the connector reads this.",
        "Map it in a dataset of its own, or narrow the 'pattern' to the files that are meant.");

    private IdocQuery QueryOf(DatasetMapping dataset) => _plans.Of(dataset).Query;
}
