using System.Security.Cryptography;

namespace DealerIntegration.Connectors.Drop;

/// <summary>
/// The folder in which dealers drop their spreadsheets (投递目录). A file is ready when it has lain still for the settle
/// time: size and time of change have stayed the same for so long, and are the same after reading. Names are listed,
/// never followed: no links, no folders in folders, no lock or temporary files.
/// </summary>
public sealed class DropFolder(DropOptions options, TimeProvider clock)
{
    private static readonly string[] TemporaryExtensions =
        [".tmp", AtomicFile.TemporaryExtension, ".crdownload", ".filepart", ".swp"];

    private readonly Dictionary<string, Seen> seen = [];

    /// <summary>
    /// Looks once. <paramref name="isDealer"/> decides which folders belong to a dealer; others are reported as
    /// waiting.
    /// </summary>
    public DropListing Look(Func<string, bool> isDealer)
    {
        var ready = new List<DroppedFile>();
        var waiting = new List<WaitingFile>();
        var present = new HashSet<string>();
        if (!Directory.Exists(options.Folder))
        {
            throw new DirectoryNotFoundException(
                $"The drop folder '{options.Folder}' does not exist; create it, or correct the setting.");
        }

        foreach (var folder in new DirectoryInfo(options.Folder).GetDirectories()
            .OrderBy(d => d.Name, StringComparer.Ordinal))
        {
            foreach (var file in folder.GetFiles().OrderBy(f => f.Name, StringComparer.Ordinal))
            {
                if (IsTemporary(file.Name))
                {
                    continue;
                }

                present.Add(file.FullName);
                if (Obstacle(folder, file, isDealer) is var (obstacle, remedy))
                {
                    waiting.Add(new WaitingFile(folder.Name, file.Name, obstacle, remedy));
                }
                else if (Take(folder.Name, file, ready) is { } reason)
                {
                    waiting.Add(new WaitingFile(folder.Name, file.Name, reason));
                }
            }
        }

        foreach (var gone in seen.Keys.Where(k => !present.Contains(k)).ToList())
        {
            seen.Remove(gone);
        }

        return new DropListing(ready, waiting);
    }

    /// <summary>
    /// Removes a file once its content is stored, if it still is that content; a newer one of the same name stays.
    /// </summary>
    /// <returns>Whether the file was removed.</returns>
    public bool Remove(DroppedFile file)
    {
        var folder = new DirectoryInfo(Path.Combine(options.Folder, SafeName(file.DealerCode)));
        var lies = !folder.Exists ? null : folder.GetFiles().FirstOrDefault(f =>
            f.LinkTarget is null && NameOf(f) == file.Name && Hash(File.ReadAllBytes(f.FullName)) == file.Sha256);
        if (lies is null)
        {
            return false;
        }

        lies.Delete();
        seen.Remove(lies.FullName);
        return true;
    }

    /// <summary>Puts an answer into the dealer's outbox, whole or not at all, and returns its path.</summary>
    public string Answer(string dealerCode, string fileName, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(options.Outbox, SafeName(dealerCode), SafeName(fileName));
        AtomicFile.Write(path, content);
        return path;
    }

    /// <exception cref="ArgumentException">The name is not the plain name of a file.</exception>
    internal static string SafeName(string name) =>
        name.Length is 0 or > 200
        || name.IndexOfAny(['/', '\\', ':', '\0']) >= 0
        || name is "." or ".."
        || name.Any(char.IsControl)
            ? throw new ArgumentException($"'{name}' is not the plain name of a file or folder.", nameof(name))
            : name;

    internal static bool IsTemporary(string name) =>
        name.StartsWith("~$", StringComparison.Ordinal)
        || name.StartsWith('.')
        || TemporaryExtensions.Contains(Path.GetExtension(name).ToLowerInvariant());

    private (string Reason, string Remedy)? Obstacle(
        DirectoryInfo folder, FileInfo file, Func<string, bool> isDealer)
    {
        if (folder.LinkTarget is not null || file.LinkTarget is not null)
        {
            return ("it is a link; links are not followed", "Put the file itself there.");
        }

        if (!isDealer(folder.Name))
        {
            return ($"no dealer has the code '{folder.Name}'", "Name the folder by the dealer's code.");
        }

        return file.Length > options.MaxBytes
            ? ($"it has {file.Length:N0} bytes; the limit is {options.MaxBytes:N0}",
                "Split it into whole files below the limit, and take this one away.")
            : null;
    }

    // Whatever the dealer called it: the file is taken, and its reply bears a name that leads nowhere.
    private static string NameOf(FileInfo file) => FileNames.Clean(file.Name, FileNames.Nameless);

    private string? Take(string dealerCode, FileInfo file, List<DroppedFile> ready)
    {
        var now = clock.GetUtcNow();
        var state = (file.Length, file.LastWriteTimeUtc);
        if (!seen.TryGetValue(file.FullName, out var before))
        {
            // Every write moves the time of change, so a file that changed long ago has lain still since then.
            var changed = new DateTimeOffset(file.LastWriteTimeUtc);
            seen[file.FullName] = before = new Seen(state, changed < now ? changed : now);
        }
        else if (before.State != state)
        {
            seen[file.FullName] = before = new Seen(state, now);
        }

        if (now - before.Since < options.Settle)
        {
            return "it may still be being written";
        }

        byte[] content;
        try
        {
            content = File.ReadAllBytes(file.FullName);
        }
        catch (IOException e)
        {
            return $"it cannot be read yet: {e.Message}";
        }

        file.Refresh();
        if (!file.Exists || (file.Length, file.LastWriteTimeUtc) != state || content.LongLength != file.Length)
        {
            seen.Remove(file.FullName);
            return "it changed while it was being read";
        }

        ready.Add(new DroppedFile(dealerCode, NameOf(file), content, Hash(content),
            new DateTimeOffset(state.LastWriteTimeUtc)));
        return null;
    }

    internal static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private sealed record Seen((long Length, DateTime LastWriteTimeUtc) State, DateTimeOffset Since);
}
