namespace DealerIntegration.Worker.Hosting;

/// <summary>A lock between processes of one machine: the operating system frees it when its holder dies.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="patience">How long the holder may take; null: a minute.</param>
    public static async Task<FileStream> TakeAsync(string path, CancellationToken cancel, TimeSpan? patience = null)
    {
        var waited = TimeSpan.Zero;
        var pause = TimeSpan.FromMilliseconds(50);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited < (patience ?? Patience) && Directory.Exists(Path.GetDirectoryName(path)))
            {
                await Task.Delay(pause, cancel);
                waited += pause;
            }
        }
    }
}
