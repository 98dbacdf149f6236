namespace DealerIntegration.Connectors.Spreadsheets.Gate;

/// <summary>The reasons for which a file is not opened (拒收原因).</summary>
internal static class Refusals
{
    private static readonly Bilingual SaveAsXlsx = new(
        "请用 Excel 或 WPS 打开后另存为 .xlsx 再提交。",
        "Open it in Excel or WPS, save it as .xlsx and send it again.");

    private static readonly Bilingual SendValues = new(
        "请新建工作簿，只粘贴数值后提交。",
        "Paste the values into a new workbook and send that.");

    public static Finding Empty() => new(
        "empty-file", new("文件是空的（0 字节）。", "The file is empty (0 bytes)."), SaveAsXlsx);

    public static Finding TooLarge(long bytes, long limit) => new(
        "file-too-large",
        new($"文件 {bytes:N0} 字节，超过上限 {limit:N0}。", $"The file has {bytes:N0} bytes; the limit is {limit:N0}."),
        new("请按月份或门店拆分文件。", "Split the file, for example by month."));

    public static Finding Extension(string extension) => new(
        "file-type",
        new($"不接收“{extension}”类型的文件，只接收 .xlsx、.xls 和 .csv。",
            $"Files of type '{extension}' are not taken; only .xlsx, .xls and .csv are."),
        SaveAsXlsx);

    public static Finding Archive(string extension) => new(
        "archive",
        new($"压缩包（{extension}）不会被打开。", $"An archive ({extension}) is not opened."),
        new("请解压后把里面的表格逐个发来。", "Unpack it and send the spreadsheets in it one by one."));

    public static Finding NotAWorkbook(string why, string zh) => new(
        "not-a-workbook",
        new($"文件不是 Excel 工作簿：{zh}。", $"The file is not an Excel workbook: {why}."),
        SaveAsXlsx);

    public static Finding DamagedZip(string detail) => NotAWorkbook(
        $"the zip package is damaged ({detail})", "压缩包已损坏");

    public static Finding LyingPart(string part) => Structure(part, "长度或校验和不符", "length or checksum do not agree");

    public static Finding TooHard(string limits) => new(
        "too-hard-to-read",
        new($"在限制内未能读完文件（{limits}）。", $"The file could not be read within the limits ({limits})."),
        SaveAsXlsx);

    public static Finding Encrypted() => new(
        "encrypted",
        new("工作簿已加密，无法读取。", "The workbook is encrypted and cannot be read."),
        new("请取消打开密码后重新提交。", "Remove the password to open it and send it again."));

    public static Finding Macros(string part) => new(
        "macros",
        new($"工作簿含宏（{part}）。", $"The workbook holds macros ({part})."),
        SaveAsXlsx);

    public static Finding Forbidden(string code, string zh, string en, string part) => new(
        code,
        new($"工作簿含{zh}（{part}）。", $"The workbook holds {en} ({part})."),
        SendValues);

    public static Finding Structure(string part, string zh, string en) => new(
        "zip-structure",
        new($"文件结构异常：{zh}（{part}）。", $"The package is malformed: {en} ({part})."),
        SaveAsXlsx);

    public static Finding Bomb(string zh, string en) => new(
        "unpacks-too-large",
        new($"文件解压后过大：{zh}。", $"The file unpacks to too much: {en}."),
        SendValues);

    public static Finding TooLong(string part, long bytes) => Bomb(
        $"{part} {bytes:N0} 字节", $"{part} has {bytes:N0} bytes");

    public static Finding Dtd(string part) => new(
        "dtd",
        new($"文件含 DTD 声明（{part}），可能是攻击。", $"The file declares a DTD ({part}); no workbook needs one."),
        SaveAsXlsx);

    public static Finding BadXml(string part, string detail) => new(
        "bad-xml",
        new($"文件已损坏（{part}）：{detail}", $"The file is damaged ({part}): {detail}"),
        SaveAsXlsx);

    public static Finding TooManyCells(string zh, string en) => new(
        "too-many-cells",
        new($"内容过多：{zh}。", $"There is too much in it: {en}."),
        new("请删除无关的工作表和空白区域，或拆分文件。", "Delete unrelated sheets and blank areas, or split the file."));

    public static Finding RowsInNoOrder(string sheet) => new(
        "rows-in-no-order",
        new($"工作表“{sheet}”的行没有按行号存放，且内容过多，无法整理。",
            $"The rows of sheet '{sheet}' are stored in no order, and there are too many of them to put right."),
        SaveAsXlsx);

    public static Finding Unreadable(string detail) => new(
        "unreadable",
        new($"工作簿无法打开：{detail}", $"The workbook cannot be opened: {detail}"),
        SaveAsXlsx);
}
