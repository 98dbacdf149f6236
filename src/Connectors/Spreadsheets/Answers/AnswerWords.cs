using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Results;

namespace DealerIntegration.Connectors.Spreadsheets.Answers;

/// <summary>How dealers write yes and no (确认/异议用语). Only whole cells: 不确认 is neither.</summary>
internal static class AnswerWords
{
    private static readonly Dictionary<string, AnswerKind> Words = Of(
        (AnswerKind.Confirmed,
            [StatementWords.Confirmed, "确认", "已确认", "确认无误", "无异议", "同意", "Confirmed", "Confirm", "Agreed", "Agree"]),
        (AnswerKind.Disputed,
            [StatementWords.Disputed, "异议", "有异议", "不同意", "Disputed", "Dispute", "Disagree"]));

    public static AnswerKind? Read(GridCell cell) =>
        Words.TryGetValue(CellText.Heading(cell.Text), out var kind) ? kind : null;

    private static Dictionary<string, AnswerKind> Of(params (AnswerKind Kind, string[] Words)[] all) => all
        .SelectMany(kind => kind.Words.Select(word => (Word: CellText.Heading(word), kind.Kind)))
        .ToDictionary(w => w.Word, w => w.Kind, StringComparer.Ordinal);
}
