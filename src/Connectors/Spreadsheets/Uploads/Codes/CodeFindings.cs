namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Codes;

/// <summary>What can be wrong with a dealer's own codes and units (编码与单位问题).</summary>
internal static class CodeFindings
{
    public static Finding Unknown(IReadOnlyList<NearProduct> near)
    {
        var plain = CellFindings.UnknownProduct();
        return near.Count == 0 ? plain : plain with
        {
            Message = new(
                $"{plain.Message.Chinese}可能是：{string.Join("、", near.Select(Named))}。",
                $"{plain.Message.English} It may be: {string.Join(", ", near.Select(Named))}."),
            Remedy = new(
                "请改为厂家的商品编码；如果是贵方自己的编码，请厂家用 hub uploads codes 登记一次。",
                "Use the principal's code; if the code is your own, have it mapped once with hub uploads codes."),
        };
    }

    public static Finding Damaged() => new(
        "code-damaged",
        new("编码被表格软件当作数字，变成了科学计数法，后面的数字已丢失。",
            "A spreadsheet took the code for a number; digits are lost."),
        new("请把该列设为文本格式，重新录入完整编码。",
            "Format the column as text and enter the whole code again."));

    public static Finding NotWhole(string quantity, string unit, UnitFactor factor) => new(
        "unit-not-exact",
        new($"{quantity} {unit} 换算成“{factor.Unit}”（1 {unit} = {Text(factor)} {factor.Unit}）不是可以记录的数。",
            $"{quantity} {unit} is no exact number of {factor.Unit} (1 {unit} = {Text(factor)} {factor.Unit})."),
        new($"请按“{factor.Unit}”填写。", $"State it in {factor.Unit}."));

    public static Bilingual Translated(string written, string code, int rows) => new(
        $"贵方编码“{written}”按 {code} 接收（{rows} 行）。", $"Your code '{written}' was taken as {code} ({rows} rows).");

    public static Bilingual Converted(string written, UnitFactor factor, int rows) => new(
        $"单位“{written}”按 1 {written} = {Text(factor)} {factor.Unit} 换算（{rows} 行）；文件中的数量未改动。",
        $"Quantities in '{written}' were converted, 1 {written} = {Text(factor)} {factor.Unit} ({rows} rows); "
        + "those of the file stand as they were.");

    public static Bilingual NotKnown(string written, string? name, int rows, IReadOnlyList<NearProduct> near) => new(
        $"商品编码“{written}”{(name is null ? "" : $"（{name}）")}不在目录中（{rows} 行）"
        + (near.Count == 0 ? "。" : $"；可能是：{string.Join("、", near.Select(Named))}。"),
        $"Product code '{written}'{(name is null ? "" : $" ({name})")} is not known ({rows} rows)"
        + (near.Count == 0 ? "." : $"; it may be: {string.Join(", ", near.Select(Named))}."));

    public static Bilingual AndMore(int count) => new($"另有 {count} 项未列出。", $"{count} more are not listed.");

    private static string Named(NearProduct product) => $"{product.Code} {product.Name}";

    private static string Text(UnitFactor factor) =>
        factor.Denominator == 1 ? $"{factor.Numerator}" : $"{factor.Numerator}/{factor.Denominator}";
}
