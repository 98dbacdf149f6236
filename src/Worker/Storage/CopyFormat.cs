namespace DealerIntegration.Worker.Storage;

/// <summary>What writing and reading PostgreSQL's binary COPY have in common.</summary>
internal static class CopyFormat
{
    /// <summary>Bytes that are sent or read at a time; a row larger than that makes room for itself.</summary>
    public const int BlockBytes = 1 << 16;

    /// <summary>PostgreSQL counts days from 2000-01-01.</summary>
    public const int DaysBefore2000 = 730_119;

    /// <summary>Instants are microseconds since then.</summary>
    public static readonly DateTimeOffset Year2000 = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
