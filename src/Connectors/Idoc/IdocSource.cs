using System.Runtime.CompilerServices;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// A folder of IDoc files (IDoc 数据源). A page is a file, and all files are one part: they are read in the order in which
/// SAP wrote them, and of the IDocs about one document only the last counts. An IDoc that another dataset of the
/// connector reads is left to it; any other that is not wanted here is rejected, so that none is passed over.
/// </summary>
internal sealed class IdocSource : ISource
{
    private const int MostListings = 20;

    private readonly ConnectorFile _file;
    private readonly ExchangeFolder _folder;
    private readonly Func<IdocLayouts> _layouts;
    private readonly PerMapping<IdocPlan> _plans;

    /// <param name="layouts">Asked for each file: one source serves while its connector file stays the same.</param>
    public IdocSource(ConnectorFile file, Func<IdocLayouts> layouts, TimeProvider time)
    {
        _file = file;
        _folder = new ExchangeFolder(file, time);
        _layouts = layouts;
        _plans = new PerMapping<IdocPlan>(d => IdocPlan.Of(file, d, layouts())).Prepare(file.Datasets);
    }

    public Task<IReadOnlyList<string>> PartsAsync(DatasetMapping dataset, Window window, CancellationToken cancel)
    {
        // A wrong folder is told before anything is planned.
        _folder.List(QueryOf(dataset).Folder, QueryOf(dataset).Pattern);
        return Task.FromResult<IReadOnlyList<string>>([dataset.Dataset]);
    }

    public async IAsyncEnumerable<RawPage> PullAsync(
        DatasetMapping dataset,
        string part,
        Window window,
        string? cursor,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var at = cursor ?? "";
        var unread = new HashSet<string>(StringComparer.Ordinal);
        for (var listing = 1; listing <= MostListings; listing++)
        {
            var behind = await BehindAsync(dataset, at, cancel);
            var names = behind.Select(f => f.File.File.Name).ToHashSet(StringComparer.Ordinal);
            if (names.Count > 0 && unread.FirstOrDefault(name => !names.Contains(name)) is { } gone)
            {
                throw _folder.Gone(gone);
            }

            unread.UnionWith(names);
            foreach (var (file, isLast) in behind)
            {
                if (await _folder.ReadAsync(QueryOf(dataset).Folder, file.File, cancel) is not { } content)
                {
                    // Written to since it was listed: what it holds now may replace what another file holds.
                    break;
                }

                at = file.Cursor;
                unread.Remove(file.File.Name);
                yield return new RawPage(file.Page.ToString(), content, isLast ? null : at);
                if (isLast)
                {
                    yield break;
                }
            }
        }

        throw new ConnectorException(
            ConnectorFailure.Transient,
            $"{_file.Name} ({_file.FilePath}): a file was written to after each of {MostListings} listings; pull at a "
            + "quieter time.");
    }

    public IEnumerable<SourceRecord> Read(DatasetMapping dataset, RawPage page)
    {
        var (name, plan) = (IdocPageName.Parse(page.Name), _plans.Of(dataset));
        return Idocs(page.Body, name.File, plan.Query).Index()
            .Where(i => !name.Without.Contains(i.Index + 1) && IsMine(dataset, i.Item, name.File))
            .Select(i => Record(i.Item, plan, name, i.Index + 1));
    }

    // The files that follow a cursor; none where one was written to while they were looked through.
    private async Task<IReadOnlyList<(OrderedFile File, bool IsLast)>> BehindAsync(
        DatasetMapping dataset, string cursor, CancellationToken cancel)
    {
        var query = QueryOf(dataset);
        var idocs = new List<ReadIdoc>();
        foreach (var file in await _folder.LookAsync(query.Folder, query.Pattern, cancel))
        {
            if (await _folder.ReadAsync(query.Folder, file, cancel) is not { } content)
            {
                return [];
            }

            idocs.AddRange(Idocs(content, file.Name, query)
                .Select((idoc, i) => new ReadIdoc(file, i + 1, idoc, KeysOf(dataset, idoc, file.Name))));
        }

        var files = LastWords.Of(idocs);
        var behind = files.Where(f => string.CompareOrdinal(f.Cursor, cursor) > 0).ToList();
        // Where the last file went after the others were read, the pull still ends with a last page.
        return [.. (behind.Count > 0 ? behind : [files[^1]]).Select(f => (f, f == files[^1]))];
    }

    // An IDoc that is rejected says nothing about any document.
    private List<string> KeysOf(DatasetMapping dataset, IdocTree idoc, string file)
    {
        var plan = _plans.Of(dataset);
        return !IsMine(dataset, idoc, file)
            ? []
            : [.. Mapper.Map(
                Datasets.Find(dataset.Dataset)!, dataset, [Record(idoc, plan, IdocPageName.Of(file), place: 0)])
                .Documents.Select(d => d.Key)];
    }

    private IReadOnlyList<IdocTree> Idocs(ReadOnlyMemory<byte> content, string name, IdocQuery query)
    {
        var file = IdocFile.Read(content.Span, name, query.Encoding, query.BytesWide, _layouts());
        return !file.IsCut ? file.Idocs : throw new ConnectorException(
            ConnectorFailure.Configuration,
            $"{name}: its last record has no line end, so the file was cut, and what followed is not known. Have it "
            + "sent again.");
    }

    private static SourceRecord Record(IdocTree idoc, IdocPlan plan, IdocPageName name, int place)
    {
        var fault = !plan.Query.Wants(idoc) ? Unwanted(idoc, plan.Query)
            : name.Doubtful.TryGetValue(place, out var other) ? Doubtful(idoc, other)
            : AmbiguityOf(idoc, plan);
        IReadOnlyList<IdocFault> faults = idoc.Faults.Count > 0 ? idoc.Faults : fault is null ? [] : [fault];
        return faults.Count > 0
            ? new RejectedIdoc(idoc, name.File, faults)
            : new IdocRecord(idoc, idoc.Root, name.File);
    }

    private bool IsMine(DatasetMapping dataset, IdocTree idoc, string file) =>
        _plans.Of(dataset).Query.Wants(idoc) || !IsForAnother(dataset, idoc, file);

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

    private static IdocFault Doubtful(IdocTree idoc, string other) => new(
        idoc.Control.Line,
        IdocLayouts.Control,
        "DOCNUM",
        idoc.Number,
        $"The file {other} holds an IDoc of this number with another content, and neither is taken.",
        "Take the wrong one of the two away.");

    private IdocQuery QueryOf(DatasetMapping dataset) => _plans.Of(dataset).Query;
}
