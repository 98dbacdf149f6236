using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Checks;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>
/// The second half of reading: tables that were recognised become documents, or marked problems (校验).
/// </summary>
internal sealed class UploadCheck(UploadReading start, DatasetSpec spec, IUploadKnowledge knowledge)
{
    private readonly UploadDefinition definition = start.Definition!;
    private readonly List<UploadProblem> problems = [];
    private readonly List<Bilingual> notes = [.. start.Notes];
    private readonly List<ControlSum> sums = [];
    private readonly List<TableRow> rows = [];
    private readonly List<MappedDocument> documents = [];
    private readonly List<UploadProblem> warnings = [];
    private int seen;

    public UploadReading Run()
    {
        foreach (var table in start.Tables)
        {
            UnknownHeadings(table);
            Table(table);
        }

        OncePerFile();
        if (rows.Count == 0 && problems.Count == 0 && !definition.AllowEmpty)
        {
            problems.Add(new UploadProblem(UploadFindings.NoRows()) { Sheet = start.Tables[0].Sheet.Name });
        }

        problems.AddRange(rows.SelectMany(r => r.Problems.Select(p => p with { Key = DocumentAssembly.KeyOf(r) })));
        var refused = documents.Count == 0 || (problems.Count > 0 && definition.Acceptance == Acceptance.WholeFile);
        List<MappedDocument> accepted = refused ? [] : documents;
        return start with
        {
            Verdict = refused ? UploadVerdict.Refused
                : problems.Count > 0 ? UploadVerdict.AcceptedWithRejects : UploadVerdict.Accepted,
            Documents = accepted,
            Problems = [.. WrongMonth.Collapse(problems, rows.Count, knowledge.Period).Concat(warnings)
                .OrderBy(p => p.Sheet is null ? 0 : 1).ThenBy(p => p.Row ?? 0).ThenBy(p => p.Column ?? 0)],
            ControlSums = sums,
            Notes = notes,
            Tally = Count(accepted),
        };
    }

    private void Table(TableLayout table)
    {
        var labels = LabelScanner.Scan(table.Sheet, definition, table.Header.Number);
        var header = new HeaderReader(table, spec, labels, start.DealerCode, knowledge).Read();
        problems.AddRange(header.Problems);
        if (header.Problems.Any(p => p.Finding.Code is "other-dealer" or "other-period"))
        {
            // Another dealer's or month's rows: their own problems would only bury the reason.
            return;
        }

        var content = new TableReader(table, spec, labels, knowledge).Read();
        rows.AddRange(content.Rows);
        var repeated = new RepeatedRows(definition);
        warnings.AddRange(content.Rows.Select(repeated.Check).OfType<UploadProblem>());
        sums.AddRange(content.Sums);
        notes.AddRange(content.Notes);
        var values = new Dictionary<string, object>(header.Values);
        if (header.PeriodUnknown)
        {
            PeriodFromDates(content, values);
        }

        CompareTotals(content);
        RollForward(table, labels.Values.GetValueOrDefault("closing_balance"), content, values);
        var assembly = new DocumentAssembly(start.FileName, definition, spec, values);
        assembly.Add(content.Rows);
        documents.AddRange(assembly.Documents);
        seen += assembly.Seen;
    }

    private void PeriodFromDates(TableContent content, Dictionary<string, object> values)
    {
        if (content.Rows.Count == 0 || content.Rows.Any(r => r.Value("entry_date") is null))
        {
            problems.Add(new UploadProblem(UploadFindings.MissingPeriod()));
            return;
        }

        values["period"] = knowledge.Period.ToString();
        notes.Add(new(
            $"文件没有写明期间；所有日期都在 {knowledge.Period} 内，按该期间处理。",
            $"The period is not given; all dates are within {knowledge.Period}, which was taken."));
    }

    private void CompareTotals(TableContent content)
    {
        if (definition.Acceptance != Acceptance.WholeFile)
        {
            return;
        }

        var hidden = content.Rows.Where(r => r.Hidden).Select(r => r.Number).ToList();
        var zh = hidden.Count == 0 ? "" : $"（隐藏行 {string.Join("、", hidden)} 已计入明细）";
        var en = hidden.Count == 0 ? "" : $" (hidden rows {string.Join(", ", hidden)} are counted in)";
        foreach (var sum in content.Sums.Where(s => !s.Agrees))
        {
            problems.Add(new UploadProblem(UploadFindings.TotalDiffers(sum.Stated, sum.Computed, zh, en))
            {
                Sheet = sum.Sheet, Row = sum.Row, Column = sum.Column, Heading = sum.Name, Value = $"{sum.Stated}",
            });
        }
    }

    private void RollForward(
        TableLayout table, GridCell? stated, TableContent content, Dictionary<string, object> values)
    {
        if (!definition.RollsForward
            || content.Rows.Any(r => r.Problems.Count > 0)
            || values.GetValueOrDefault("opening_balance") is not decimal opening
            || values.GetValueOrDefault("closing_balance") is not decimal closing)
        {
            return;
        }

        var entries = content.Rows.Sum(r => (decimal)r.Value("amount")!);
        sums.Add(new ControlSum("期初 + 发生 = 期末 / opening + entries = closing", table.Sheet.Name, stated?.Row,
            stated?.Column, closing, opening + entries));
        if (opening + entries != closing)
        {
            problems.Add(new UploadProblem(UploadFindings.DoesNotRoll(opening, entries, closing))
            {
                Sheet = table.Sheet.Name, Row = stated?.Row, Column = stated?.Column, Value = stated?.Text,
                Heading = definition.Labels["closing_balance"].Synonyms[0],
            });
        }
    }

    // The same document on two sheets: which one counts cannot be told.
    private void OncePerFile()
    {
        foreach (var twice in documents.GroupBy(d => d.Key).Where(g => g.Count() > 1).ToList())
        {
            problems.AddRange(twice.Select(d => new UploadProblem(UploadFindings.OnSeveralSheets(d.Key))
            {
                Sheet = d.Place.Sheet, Row = (int?)d.Place.Row, Key = d.Key,
            }));
            documents.RemoveAll(d => d.Key == twice.Key);
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

    private Tally Count(List<MappedDocument> accepted)
    {
        long lines = spec.HasLines ? accepted.Sum(d => (long)d.Lines.Count) : accepted.Count;
        return new Tally
        {
            Records = rows.Count,
            Documents = seen,
            AcceptedDocuments = accepted.Count,
            Lines = rows.Count,
            AcceptedLines = lines,
            RejectedLines = rows.Count - lines,
            FirstKey = accepted.Select(d => d.Key).Min(StringComparer.Ordinal),
            LastKey = accepted.Select(d => d.Key).Max(StringComparer.Ordinal),
        };
    }
}
