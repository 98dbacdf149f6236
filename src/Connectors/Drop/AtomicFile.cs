namespace DealerIntegration.Connectors.Drop;

/// <summary>
/// Writes a file so that a reader sees the old content or the new, never a part (原子写入): a temporary file beside
/// it, flushed to disk, then renamed over it.
/// </summary>
public static class AtomicFile
{
    public const string TemporaryExtension = ".part";

    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full)
            ?? throw new ArgumentException($"'{path}' names no file in a folder.", nameof(path));
        Directory.CreateDirectory(folder);
        var temporary = full + TemporaryExtension;
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
