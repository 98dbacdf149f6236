using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads;

namespace DealerIntegration.Connectors.Spreadsheets.Answers;

/// <summary>
/// Reads a statement that a dealer sent back (读取对账单答复). What can be taken is taken, answer by answer; the rest
/// is listed with its cell. A dispute always counts; a confirmation only of the figures that we sent. A pure function.
/// </summary>
public static class AnswerReader
{
    /// <param name="file">A file that <see cref="StatementFile.NumberIn"/> knows as a statement.</param>
    /// <param name="dealerCode">The dealer from whom it came.</param>
    /// <param name="issued">The statement of that number; null where there is none.</param>
    /// <param name="current">The newest statement of the same dealer and period.</param>
    public static UploadReading Read(
        OpenedFile file, string dealerCode, IssuedStatement? issued, IssuedStatement? current)
    {
        var place = StatementFile.Place(file)!;
        var reading = new UploadReading
        {
            FileName = file.Name,
            DealerCode = dealerCode,
            Kind = file.Kind,
            Verdict = UploadVerdict.Refused,
            Statement = new AnsweredStatement(place.Text.Trim(), issued?.Period ?? "", null, []),
        };
        if (issued is null || issued.DealerCode != dealerCode)
        {
            var finding = issued is null ? AnswerFindings.UnknownStatement() : AnswerFindings.OtherDealer();
            return reading with { Problems = [new UploadProblem(finding) { Value = place.Text.Trim() }] };
        }

        var issuedSheets = new XlsxReader().Read(issued.Workbook).Sheets;
        var sheets = new AnswerSheets(file, issued, issuedSheets);
        sheets.Read();
        var figures = FigureComparison.Of(issuedSheets, file, issued.Currency);
        var problems = sheets.Problems.Concat(figures.Problems).ToList();
        var answers = Accept(sheets.Given, figures, issued, current ?? issued, problems);
        if (sheets.Seen == 0)
        {
            problems.Insert(0, new UploadProblem(AnswerFindings.NothingAnswered()));
        }

        return reading with
        {
            Verdict = answers.Count == 0 ? UploadVerdict.Refused
                : problems.Count > 0 ? UploadVerdict.AcceptedWithRejects : UploadVerdict.Accepted,
            Statement = reading.Statement with { AnsweredBy = sheets.AnsweredBy, Answers = answers },
            Problems = problems,
            Notes = Notes(issued, current ?? issued, answers),
            Tally = Tally.Empty with
            {
                Records = sheets.Seen, Lines = sheets.Seen, AcceptedLines = answers.Count,
                RejectedLines = sheets.Seen - answers.Count,
            },
        };
    }

    private static List<StatementAnswer> Accept(
        List<GivenAnswer> given, FigureComparison figures, IssuedStatement issued, IssuedStatement current,
        List<UploadProblem> problems)
    {
        var accepted = new List<StatementAnswer>();
        foreach (var item in given.GroupBy(g => g.Answer.Item, StringComparer.Ordinal))
        {
            var first = item.First();
            var other = item.FirstOrDefault(g => g.Answer != first.Answer);
            if (other is not null)
            {
                problems.AddRange(item.Select(g => g.Refused(
                    AnswerFindings.Conflict(g == first ? other.Cell.Row : first.Cell.Row))));
            }
            else if (IsSuperseded(first.Answer, issued, current))
            {
                problems.Add(first.Refused(AnswerFindings.Superseded(current.Number)));
            }
            else if (first.Answer.Kind == AnswerKind.Confirmed
                && (item.Key.Length == 0 ? figures.Any : figures.Items.Contains(item.Key)))
            {
                problems.Add(first.Refused(AnswerFindings.ChangedAndConfirmed()));
            }
            else
            {
                accepted.Add(first.Answer);
            }
        }

        return accepted;
    }

    private static bool IsSuperseded(StatementAnswer answer, IssuedStatement issued, IssuedStatement current) =>
        current.Number != issued.Number
        && (answer.Item.Length == 0
            ? current.Closing != issued.Closing
            : !current.Items.TryGetValue(answer.Item, out var amount) || amount != answer.Amount);

    private static List<Bilingual> Notes(
        IssuedStatement issued, IssuedStatement current, List<StatementAnswer> answers)
    {
        var notes = new List<Bilingual>();
        if (current.Number != issued.Number)
        {
            notes.Add(new(
                $"对账单 {issued.Number} 已由 {current.Number} 取代；未变化条目的答复已登记。",
                $"Statement {issued.Number} was superseded by {current.Number}; "
                + "answers to what is unchanged were taken."));
        }

        var disputes = answers.Count(a => a.Item.Length > 0 && a.Kind == AnswerKind.Disputed);
        if (disputes > 0 && answers.Exists(a => a.Item.Length == 0 && a.Kind == AnswerKind.Confirmed))
        {
            notes.Add(new(
                $"余额已确认，但有 {disputes} 项差异有异议：本期按有异议处理。",
                $"The balance is confirmed, but {disputes} items are disputed: the period counts as disputed."));
        }

        return notes;
    }
}
