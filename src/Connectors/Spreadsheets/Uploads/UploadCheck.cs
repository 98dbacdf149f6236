using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Assembly;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Checks;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>
/// The second half of reading: tables that were recognised become documents, or marked problems (校验). One pass over
/// the rows.
/// </summary>
/// <param name="repeated">Keys of which an earlier pass found out that the file holds them more than once.</param>
internal sealed class UploadCheck(
    UploadReading start, DatasetSpec spec, IUploadKnowledge knowledge, RepeatedKeys repeated, IDocumentSink sink)
{
    private readonly UploadDefinition definition = start.Definition!;
    private readonly ProblemList problems = new(start.Definition!.RejectLimit);
    private readonly NoteList notes = new(start.Notes);
    private readonly List<ControlSum> sums = [];
    private readonly AcceptedDocuments accepted = new(
        start.Definition!, spec, sink, start.Definition!.GroupBy is not null);
    private readonly HashSet<UInt128> keys = [];
    private readonly RepeatedRows repeatedRows = new(start.Definition!);
    private readonly RepeatedScans repeatedScans = new(spec, knowledge);
    private readonly ProblemList warnings = new(start.Definition!.RejectLimit);
    private long rows;
    private long seen;
    private bool unfit;

    /// <summary>Keys that this pass met more than once.</summary>
    public RepeatedKeys Repeated { get; } = new();

    // Then nothing of the file is taken, whatever comes.
    private bool IsLost =>
        unfit || problems.IsOverLimit || (problems.Count > 0 && definition.Acceptance == Acceptance.WholeFile);

    // What is sent will be taken back, for one of two reasons.
    private bool IsInVain => IsLost || (Repeated.Any && !repeated.Any);

    public async Task<UploadReading> RunAsync(CancellationToken cancel)
    {
        foreach (var table in start.Tables)
        {
            UnknownHeadings(table);
            await TableAsync(table, cancel);
        }

        if (rows == 0 && problems.Count == 0 && !definition.AllowEmpty)
        {
            problems.Add(new UploadProblem(UploadFindings.NoRows()) { Sheet = start.Tables[0].Sheet.Name });
        }

        await accepted.SendAsync(IsInVain, cancel);
        var refused = accepted.Count == 0 || IsLost;
        if (refused)
        {
            await sink.ForgetAsync(cancel);
        }

        return start with
        {
            Verdict = refused ? UploadVerdict.Refused
                : problems.Count > 0 ? UploadVerdict.AcceptedWithRejects : UploadVerdict.Accepted,
            Accepted = refused ? [] : accepted.First,
            Problems = ProblemList.InOrder(
                WrongMonth.Collapse(problems.All, rows, knowledge.Period).Concat(warnings.All)),
            ControlSums = sums,
            Notes = notes.All,
            Tally = Count(refused ? new AcceptedDocuments(definition, spec, sink, listed: false) : accepted),
        };
    }

    private async Task TableAsync(TableLayout table, CancellationToken cancel)
    {
        var labels = LabelScanner.Scan(
            table.Sheet, definition, table.Header.Number, table.Heading?.UpperRow);
        var header = new HeaderReader(table, spec, labels, start.DealerCode, knowledge).Read();
        problems.Add(header.Problems);
        if (header.Problems.Any(p => p.Finding.Code is "other-dealer" or "other-period"))
        {
            // Another dealer's or month's rows: their own problems would only bury the reason.
            return;
        }

        var values = new Dictionary<string, object>(header.Values);
        if (header.PeriodUnknown)
        {
            values["period"] = knowledge.Period.ToString();
        }

        // A field of every document that neither a label nor a column gives: the rows are checked, and none is taken.
        unfit |= spec.Fields.Any(f => f.Required && !values.ContainsKey(f.Name) && !table.Of(f.Name).Any());
        var plan = new TablePlan(table, spec);
        var reader = new TableReader(plan, labels, knowledge, notes);
        var builder = new DocumentBuilder(start.FileName, plan, spec, values);
        var ready = new List<MappedDocument>();
        var assembly = DocumentAssembly.Of(builder, reader, repeated, Repeated, problems, ready);
        var summary = new TableSummary(definition);
        foreach (var row in table.Sheet.Rows)
        {
            if (row.Number > table.Header.Number && reader.Read(row) is { } data)
            {
                if (repeatedRows.Check(data) is { } warning)
                {
                    warnings.Add(warning);
                }

                summary.Add(data);
                repeatedScans.Check(data);
                assembly.Add(data);
                await TakeAsync(ready, cancel);
            }
        }

        notes.AddAll(reader.Translated);
        rows += summary.Rows;
        sums.AddRange(reader.Sums);
        CheckPeriod(header, summary);
        problems.Add(summary.CompareTotals(reader.Sums));
        RollForward(summary.RollForward(table, labels.Values.GetValueOrDefault("closing_balance"), values));
        assembly.End();
        await TakeAsync(ready, cancel);
        seen += assembly.Seen;
    }

    private async Task TakeAsync(List<MappedDocument> ready, CancellationToken cancel)
    {
        if (ready.Count == 0)
        {
            return;
        }

        foreach (var document in ready)
        {
            if (start.Tables.Count == 1 || OncePerFile(document))
            {
                accepted.Add(document);
            }
        }

        ready.Clear();
        if (accepted.IsBatch)
        {
            await accepted.SendAsync(IsInVain, cancel);
        }
    }

    // The same document on two sheets: which one counts cannot be told.
    private bool OncePerFile(MappedDocument document)
    {
        var key = KeyHash.Of(document.Key);
        if (!keys.Add(key))
        {
            Repeated.OnSheets(key);
        }

        if (!repeated.IsOnSeveralSheets(key))
        {
            return true;
        }

        problems.Add(new UploadProblem(UploadFindings.OnSeveralSheets(document.Key))
        {
            Sheet = document.Place.Sheet, Row = (int?)document.Place.Row, Key = document.Key,
        });
        return false;
    }

    private void CheckPeriod(HeaderValues header, TableSummary summary)
    {
        if (!header.PeriodUnknown)
        {
            return;
        }

        if (summary.Rows == 0 || summary.LacksDates)
        {
            // For whichever month the rows are: not one of them can be taken.
            unfit = true;
            problems.Add(new UploadProblem(UploadFindings.MissingPeriod()));
            return;
        }

        notes.Add(new(
            $"文件没有写明期间；所有日期都在 {knowledge.Period} 内，按该期间处理。",
            $"The period is not given; all dates are within {knowledge.Period}, which was taken."));
    }

    private void RollForward((ControlSum Sum, UploadProblem? Problem)? outcome)
    {
        if (outcome is not var (sum, problem))
        {
            return;
        }

        sums.Add(sum);
        if (problem is not null)
        {
            problems.Add(problem);
        }
    }

    private void UnknownHeadings(TableLayout table)
    {
        var known = table.Columns.Select(c => c.Column).ToHashSet();
        var ignored = definition.Ignored.Select(CellText.Heading).ToHashSet();
        foreach (var cell in table.Header.Cells.Where(
            c => !known.Contains(c.Column) && !ignored.Contains(CellText.Heading(c.Text))))
        {
            notes.Add(new(
                $"{table.Sheet.Name} {cell.Address} 列“{cell.Text.Trim()}”未使用。",
                $"{table.Sheet.Name} {cell.Address}: column '{cell.Text.Trim()}' was not used."));
        }
    }

    private Tally Count(AcceptedDocuments taken) => new()
    {
        Records = rows,
        Documents = seen,
        AcceptedDocuments = taken.Count,
        Lines = rows,
        AcceptedLines = taken.Lines,
        RejectedLines = rows - taken.Lines,
        FirstKey = taken.FirstKey,
        LastKey = taken.LastKey,
    };
}
