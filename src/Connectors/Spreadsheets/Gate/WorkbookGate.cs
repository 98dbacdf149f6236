using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Gate;

/// <summary>
/// Decides whether a file may be opened at all (文件准入), from its bytes alone and without reading a cell. Whatever
/// passes is bounded in size and parts, and carries no macro, external link or embedded object; cells, characters and
/// the XML around them are bounded by the <see cref="ReadingBudget"/> of the reader.
/// </summary>
public static class WorkbookGate
{
    private static readonly byte[] Ole2 = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    private static readonly byte[] EncryptedPackage = System.Text.Encoding.Unicode.GetBytes("EncryptedPackage");
    private static readonly byte[] Macros = System.Text.Encoding.Unicode.GetBytes("_VBA_PROJECT");

    public static GateVerdict Check(byte[] content, string fileName, GateLimits? limits = null)
    {
        limits ??= GateLimits.Default;
        if (content.Length == 0)
        {
            return GateVerdict.Refuse(Refusals.Empty());
        }

        if (content.LongLength > limits.FileBytes)
        {
            return GateVerdict.Refuse(Refusals.TooLarge(content.LongLength, limits.FileBytes));
        }

        // What a workbook is stands in its first bytes; people rename them.
        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        if (content.AsSpan().StartsWith(Ole2))
        {
            return Compound(content, extension);
        }

        return extension switch
        {
            ".xlsx" or ".xls" => Package(content, limits),
            ".csv" or ".tsv" => Delimited(content, limits),
            ".xlsm" or ".xltm" or ".xlam" => GateVerdict.Refuse(Refusals.Macros(Path.GetExtension(fileName))),
            ".zip" or ".rar" or ".7z" or ".gz" or ".tar" => GateVerdict.Refuse(Refusals.Archive(extension)),
            var other => GateVerdict.Refuse(Refusals.Extension(other)),
        };
    }

    private static GateVerdict Compound(ReadOnlySpan<byte> content, string extension) =>
        content.IndexOf(EncryptedPackage) >= 0 ? GateVerdict.Refuse(Refusals.Encrypted())
        : content.IndexOf(Macros) >= 0 ? GateVerdict.Refuse(Refusals.Macros("_VBA_PROJECT"))
        : extension is ".xls" or ".xlsx" ? GateVerdict.Open(FileKind.Xls)
        : GateVerdict.Refuse(Refusals.Extension(extension));

    private static GateVerdict Package(byte[] content, GateLimits limits)
    {
        if (!IsZip(content))
        {
            return GateVerdict.Refuse(Refusals.NotAWorkbook(
                "its first bytes are not those of a workbook", "文件头不是 Excel 格式，可能只是改了扩展名"));
        }

        var refusal = PackageInspector.Inspect(content, limits);
        return refusal is null ? GateVerdict.Open(FileKind.Xlsx) : GateVerdict.Refuse(refusal);
    }

    private static GateVerdict Delimited(byte[] content, GateLimits limits)
    {
        if (IsZip(content))
        {
            return GateVerdict.Refuse(Refusals.NotAWorkbook(
                "it is named as CSV but is a zip package", "扩展名是 CSV，内容却是压缩包"));
        }

        var found = CsvText.Detect(content);
        return found.Refusal is { } refusal
            ? GateVerdict.Refuse(refusal)
            : GateVerdict.Open(FileKind.Csv) with { Detection = found };
    }

    private static bool IsZip(byte[] content) =>
        content.Length > 4 && content[0] == 'P' && content[1] == 'K' && content[2] <= 8;
}
