namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Codes;

/// <summary>What can be wrong with a row of a scan list (扫码清单问题).</summary>
public static class ScanFindings
{
    private static readonly Bilingual ScanAgain = new(
        "请用扫码枪重新扫入，或把整列设为文本后按包装上的码原样录入。",
        "Scan it again, or format the column as text and enter the code as it is printed.");

    internal static Finding NoCode() => new(
        "not-a-code",
        new("不是可以识别的追溯码，或校验位不对。", "This is no trace code, or its check digit is wrong."),
        ScanAgain);

    internal static Finding OfNoSinglePiece() => new(
        "product-code-scanned",
        new("这是商品条码（同一商品每件都一样），不是单件、箱或垛的追溯码。",
            "This is a product's barcode, the same on every piece, and not the code of a piece, carton or pallet."),
        new("请扫包装上的追溯码（一物一码或箱码）。", "Scan the trace code on the piece or the carton."));

    internal static Finding ScannedTwice(string sheet, int row) => new(
        "scanned-twice",
        new($"同一个码当天同一方向已在“{sheet}”第 {row} 行扫过；已按该行接收，本行不再计。",
            $"Row {row} of '{sheet}' has the same code in the same direction on that day; it counts, "
            + "and this one does not."),
        new("如为重复扫码，请删除本行，不必重发。", "If it was scanned twice, delete this row; nothing need be sent again."));

    /// <summary>No record of anybody's names the code.</summary>
    public static Finding UnknownCode() => new(
        "unknown-code",
        new("厂家没有这个码的任何记录。", "The principal has no record of this code."),
        new("请核对是否扫错或手工录错；码无误时请联系厂家补登记，之后把本行重新提交。",
            "See whether it was misread or mistyped. If it is right, ask the principal to register it and send this "
            + "row again."));

    /// <summary>The records have the goods elsewhere; whose they are is nobody else's business.</summary>
    public static Finding NotShippedHere() => new(
        "not-shipped-here",
        new("按厂家记录，这件货没有发给贵方，也没有发给贵方的上级经销商。",
            "By the principal's records these goods were shipped neither to you nor to a dealer above you."),
        new("请核对码和来源；确为贵方收到的货，请联系厂家核对发货记录，之后把本行重新提交。",
            "Check the code and where the goods came from. If you did receive them, have the shipment's record checked "
            + "and send this row again."));
}
