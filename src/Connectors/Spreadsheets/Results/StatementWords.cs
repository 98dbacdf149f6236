namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>
/// Labels and headings by which a statement is written and by which it is known again when it comes back (对账单标识).
/// Changing one makes statements that are out unreadable: add a word beside it instead.
/// </summary>
internal static class StatementWords
{
    /// <summary>Beside it stands the statement's number: on the first sheet, and on the very hidden one.</summary>
    public const string Number = "对账单号  Statement no.";

    public const string BalanceAnswer = "对期末余额的答复  Answer to the closing balance";
    public const string BalanceReason = "异议原因  Reason of the dispute";
    public const string AnsweredBy = "经办人及日期  Name and date";

    public const string ItemHeading = "条目\nItem";
    public const string OurDocumentHeading = "我方单据\nOur document";
    public const string DealerEntryHeading = "贵方单据\nYour entry";
    public const string AnswerHeading = "确认/异议\nConfirm/dispute";
    public const string ReasonHeading = "异议原因\nReason";

    public const string Confirmed = "确认 Confirmed";
    public const string Disputed = "异议 Disputed";

    public const string MainSheet = "对账单 Statement";
    public const string DifferencesSheet = "差异 Differences";
    public const string AgeingSheet = "账龄 Ageing";
    public const string MarkSheet = "对账单标识 Mark";
}
