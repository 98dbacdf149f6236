using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Codes;

/// <summary>
/// Reads a list of a dealer's codes (编码对照表), CSV with the headings kind (类型), theirs (对方编码), ours (我方编码), product
/// (商品), factor (换算): one of their unit is <c>24</c> or <c>1/24</c> of ours. All or nothing.
/// </summary>
public static class CodeMapFile
{
    private static readonly Dictionary<string, string[]> Headings = new()
    {
        ["kind"] = ["kind", "类型"],
        ["theirs"] = ["theirs", "对方编码", "经销商编码"],
        ["ours"] = ["ours", "我方编码", "厂家编码"],
        ["product"] = ["product", "商品"],
        ["factor"] = ["factor", "换算"],
    };

    /// <param name="content">The bytes of the file.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="isProduct">Whether we have such a product.</param>
    /// <exception cref="ConfigurationException">Names every row that is wrong, its value and what to do.</exception>
    public static IReadOnlyList<CodeMapEntry> Read(byte[] content, string name, Func<string, bool> isProduct)
    {
        var result = new DelimitedReader().Read(content);
        if (result.Refusal is { } refusal)
        {
            throw new ConfigurationException($"{name}: {refusal.Message.English} {refusal.Remedy.English}");
        }

        var rows = result.Sheets[0].Rows.ToList();
        var columns = Headings.ToDictionary(h => h.Key, h => rows.Count == 0 ? null : rows[0].Cells.FirstOrDefault(
            c => h.Value.Contains(CellText.Heading(c.Text)))?.Column);
        if (new[] { "kind", "theirs", "ours" }.FirstOrDefault(h => columns[h] is null) is { } lacking)
        {
            throw new ConfigurationException(
                $"{name}: no column is headed '{lacking}' ({Headings[lacking][1]}); the first row holds "
                + "kind,theirs,ours and, for units, product and factor.");
        }

        var read = rows.Skip(1).Select(row => (row.Number, Entry: Entry(
            heading => columns[heading] is { } c ? CellText.Fold(row.At(c)?.Text ?? "") : "", isProduct))).ToList();
        List<string> problems =
        [
            .. read.Where(r => r.Entry.Wrong is not null).Select(r => $"{name} row {r.Number}: {r.Entry.Wrong}."),
            .. read.Select(r => r.Entry.Entry).OfType<CodeMapEntry>()
                .GroupBy(e => (e.Kind, e.Theirs, e.Product)).Where(g => g.Count() > 1)
                .Select(g => $"{name}: '{g.Key.Theirs}' stands in it {g.Count()} times; keep one row."),
        ];
        return problems.Count == 0
            ? [.. read.Select(r => r.Entry.Entry!)]
            : throw new ConfigurationException(string.Join('\n', problems));
    }

    private static (CodeMapEntry? Entry, string? Wrong) Entry(Func<string, string> text, Func<string, bool> isProduct)
    {
        var (kind, theirs, ours) = (text("kind"), DealerCodes.Key(text("theirs")), text("ours"));
        var (product, factor) = (text("product"), text("factor"));
        CodeMapKind? meant = kind.ToLowerInvariant() switch
        {
            "product" or "商品" => CodeMapKind.Product,
            "unit" or "单位" => CodeMapKind.Unit,
            _ => null,
        };
        var wrong = meant is null ? $"kind '{kind}' is neither product (商品) nor unit (单位)"
            : theirs.Length == 0 ? "theirs is empty; write the dealer's code or unit"
            : meant == CodeMapKind.Product && ours.Length > 0 && !isProduct(ours)
                ? $"ours '{ours}' is no product of ours; look at the products' master data"
            : meant == CodeMapKind.Product && (factor.Length > 0 || product.Length > 0)
                ? "a product takes no factor and no product; they are for units"
            : product.Length > 0 && !isProduct(product) ? $"product '{product}' is no product of ours"
            : Factor(factor) is null ? $"factor '{factor}' is no number above 0; write 24 or 1/24"
            : null;
        if (wrong is not null)
        {
            return (null, wrong);
        }

        var (over, under) = Factor(factor)!.Value;
        return (
            new CodeMapEntry(meant!.Value, theirs, ours.Length == 0 ? null : ours, product, over, under), null);
    }

    private static (decimal Over, decimal Under)? Factor(string text)
    {
        var parts = text.Length == 0 ? ["1"] : text.Split('/');
        var under = 1m;
        return parts.Length <= 2
            && AmountText.TryParse(parts[0], out var over) && over > 0
            && (parts.Length == 1 || (AmountText.TryParse(parts[1], out under) && under > 0))
            ? (over, under) : null;
    }
}
