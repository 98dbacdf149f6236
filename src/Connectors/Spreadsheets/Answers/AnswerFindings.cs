using DealerIntegration.Connectors.Spreadsheets.Results;

namespace DealerIntegration.Connectors.Spreadsheets.Answers;

/// <summary>What can be wrong with an answered statement (答复问题).</summary>
internal static class AnswerFindings
{
    private static readonly Bilingual Choose = new(
        $"请选择“{StatementWords.Confirmed}”或“{StatementWords.Disputed}”。",
        $"Choose '{StatementWords.Confirmed}' or '{StatementWords.Disputed}'.");

    private static readonly Bilingual AnswerAsIssued = new(
        "请恢复为我方所发的数值；您认为正确的金额请选“异议”并写在原因中。",
        "Put our figure back; to say what the amount should be, choose Disputed and write it into the reason.");

    public static Finding UnknownStatement() => new(
        "unknown-statement",
        new("系统没有出过此号的对账单。", "No statement was issued under this number."),
        new("请填写我方发出的对账单文件并回传。", "Fill in the statement as we sent it and send that file back."));

    public static Finding OtherDealer() => new(
        "other-dealers-statement",
        new("这是发给另一家经销商的对账单，其答复未登记。", "This statement was issued to another dealer; nothing in it was taken."),
        new("请回传发给贵方的对账单。", "Send back the statement that was issued to you."));

    public static Finding NotAnAnswer() => new(
        "answer-not-known",
        new("既不是确认，也不是异议。", "This is neither a confirmation nor a dispute."),
        Choose);

    public static Finding WithoutAnswer() => new(
        "reason-without-answer",
        new("写了原因，却没有选择确认或异议。", "A reason is given, but neither Confirmed nor Disputed is chosen."),
        Choose);

    public static Finding WithoutReason() => new(
        "dispute-without-reason",
        new("有异议但没有写明原因。", "The dispute gives no reason."),
        new("请在“异议原因”中写明：贵方认为正确的金额、单据号或情况。",
            "Write into the reason what you hold to be right: the amount, the document, or what happened."));

    public static Finding UnknownItem() => new(
        "item-not-on-statement",
        new("此对账单没有这一条目。", "This statement holds no such item."),
        new("请只答复对账单所列的差异；其他问题请写在余额的异议原因中。",
            "Answer the items that are listed; put anything else into the reason of the balance."));

    public static Finding RowWithoutItem() => new(
        "row-without-item",
        new("无法判断这一行答复的是哪一条目：隐藏的“条目”列被清空，单据号也不唯一。",
            "It is not clear which item this row answers: its hidden item cell is empty and its documents name none."),
        new("请从我方所发的文件中复制该行，或重新填写原文件。", "Copy the row from the file as we sent it, or fill that file in again."));

    public static Finding Conflict(int row) => new(
        "answered-twice",
        new($"同一条目在第 {row} 行有不同的答复。", $"Row {row} answers the same item differently."),
        new("请只保留一个答复。", "Keep one of the answers."));

    public static Finding ChangedFigure(string issued, string returned) => new(
        "figure-changed",
        new($"金额被改动：我方所发为 {issued}，文件中为 {returned}。",
            $"The figure was changed: we sent {issued}, the file says {returned}."),
        AnswerAsIssued);

    public static Finding MissingRow(string sheet, string address, string row) => new(
        "row-missing",
        new($"缺少我方所发的一行（{sheet} {address}）：{row}。", $"A row that we sent is missing ({sheet} {address}): {row}."),
        new("请恢复该行，或重新填写原文件。", "Put the row back, or fill in the file as we sent it."));

    public static Finding ChangedAndConfirmed() => new(
        "confirmed-changed-figure",
        new("确认未登记：被确认的金额在文件中被改动。",
            "The confirmation was not taken: figures that it confirms were changed in the file."),
        AnswerAsIssued);

    public static Finding Superseded(string newer) => new(
        "superseded-item",
        new($"此条目或金额在新的对账单 {newer} 中已变化，答复未登记。",
            $"The newer statement {newer} holds this item no more, or with another amount; the answer was not taken."),
        new($"请在对账单 {newer} 上答复。", $"Answer on statement {newer}."));

    public static Finding NothingAnswered() => new(
        "nothing-answered",
        new("文件中没有任何答复。", "The file answers nothing."),
        Choose);
}
