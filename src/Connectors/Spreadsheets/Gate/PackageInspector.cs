using System.IO.Compression;
using DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

namespace DealerIntegration.Connectors.Spreadsheets.Gate;

/// <summary>
/// Looks at the zip of an .xlsx: its directory first, then every part once, streaming, but for the parts that hold the
/// cells. Those are large, and the reader counts and checks them as it reads.
/// </summary>
internal static class PackageInspector
{
    private static readonly (string Mark, string Code, string Chinese, string English)[] ForbiddenParts =
    [
        ("/externallinks/", "external-links", "外部链接", "links to other workbooks"),
        ("/embeddings/", "embedded-objects", "嵌入对象", "embedded objects"),
        ("/activex/", "embedded-objects", "ActiveX 控件", "ActiveX controls"),
        ("/ctrlprops/", "embedded-objects", "表单控件", "form controls"),
        ("xl/connections.xml", "external-links", "外部数据连接", "data connections"),
        ("/querytables/", "external-links", "外部数据查询", "data queries"),
    ];

    public static Finding? Inspect(byte[] content, GateLimits limits)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            return Directory(zip, limits) ?? Parts(zip, limits);
        }
        catch (InvalidDataException e)
        {
            return Refusals.DamagedZip(e.Message);
        }
    }

    private static Finding? Directory(ZipArchive zip, GateLimits limits)
    {
        if (zip.Entries.Count > limits.Parts)
        {
            return Refusals.Bomb($"共 {zip.Entries.Count:N0} 个部件", $"{zip.Entries.Count:N0} parts");
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var total = 0L;
        foreach (var entry in zip.Entries)
        {
            var finding = Entry(entry, limits) ?? (names.Add(entry.FullName)
                ? null
                : Refusals.Structure(entry.FullName, "部件重名", "two parts have this name"));
            if (finding is not null)
            {
                return finding;
            }

            total += entry.Length;
        }

        if (total > limits.UnpackedBytes)
        {
            return Refusals.Bomb($"{total:N0} 字节", $"{total:N0} bytes");
        }

        return names.Contains("[Content_Types].xml") && names.Contains("xl/workbook.xml")
            ? null
            : Refusals.NotAWorkbook("the zip package holds no workbook", "压缩包里没有工作簿");
    }

    private static Finding? Entry(ZipArchiveEntry entry, GateLimits limits)
    {
        var name = entry.FullName;
        var lower = "/" + name.ToLowerInvariant();
        if (entry.IsEncrypted)
        {
            return Refusals.Encrypted();
        }

        if (name.Contains('\\') || name.StartsWith('/') || name.Contains(':') || name.Split('/').Contains(".."))
        {
            return Refusals.Structure(name, "部件路径不合法", "the path of a part is not allowed");
        }

        if (lower.Contains("vbaproject", StringComparison.Ordinal) || lower.Contains("/macrosheets/"))
        {
            return Refusals.Macros(name);
        }

        foreach (var (mark, code, zh, en) in ForbiddenParts)
        {
            if (lower.Contains(mark, StringComparison.Ordinal))
            {
                return Refusals.Forbidden(code, zh, en, name);
            }
        }

        if (entry.Length > limits.StreamedBytes)
        {
            return Refusals.TooLong(name, entry.Length);
        }

        return entry.Length > limits.RatioFloorBytes
            && entry.Length / limits.Ratio > Math.Max(1, entry.CompressedLength)
            ? Refusals.Bomb($"{name} 压缩比超过 {limits.Ratio}:1", $"{name} is packed more than {limits.Ratio}:1")
            : null;
    }

    private static Finding? Parts(ZipArchive zip, GateLimits limits)
    {
        var streamed = XlsxParts.Streamed(zip, limits);
        foreach (var entry in zip.Entries.Where(e => !e.FullName.EndsWith('/') && !streamed.Contains(e.FullName)))
        {
            if (entry.Length > limits.PartBytes)
            {
                return Refusals.TooLong(entry.FullName, entry.Length);
            }

            using var stream = new MeteredStream(entry.Open(), limits.PartBytes);
            var finding = PartInspector.Inspect(entry.FullName, stream, limits);
            if (finding is not null)
            {
                return finding;
            }

            stream.Drain();
            if (!stream.Agrees(entry))
            {
                return Refusals.LyingPart(entry.FullName);
            }
        }

        return null;
    }
}
