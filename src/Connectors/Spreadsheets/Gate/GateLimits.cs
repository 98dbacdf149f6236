namespace DealerIntegration.Connectors.Spreadsheets.Gate;

/// <summary>
/// How much of a file we are willing to open (文件限制). The defaults let every honest workbook of a person through; a
/// distributor's file of a million rows needs larger ones (config/hub.json).
/// </summary>
public sealed record GateLimits
{
    public static readonly GateLimits Default = new();

    public long FileBytes { get; init; } = 25L * 1024 * 1024;

    public int Parts { get; init; } = 2_000;

    /// <summary>Of a part that is walked as a whole before anything is read (styles, drawings, relations).</summary>
    public long PartBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Of a part that is read as a stream: a sheet, or the shared texts.</summary>
    public long StreamedBytes { get; init; } = 256L * 1024 * 1024;

    public long UnpackedBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>
    /// Unpacked to packed, beyond <see cref="RatioFloorBytes"/>: small files of blanks pack very well.
    /// </summary>
    public long Ratio { get; init; } = 100;

    public long RatioFloorBytes { get; init; } = 100 * 1024;

    public int XmlDepth { get; init; } = 64;

    public long Cells { get; init; } = 2_000_000;

    /// <summary>Characters of all cells together, a shared text counted once per cell that shows it.</summary>
    public long Characters { get; init; } = 50_000_000;

    public int MergedRanges { get; init; } = 20_000;
}
