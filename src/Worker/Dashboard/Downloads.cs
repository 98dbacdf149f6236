using DealerIntegration.Worker.Dashboard.Pages;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard;

/// <summary>
/// Result files (结果文件). The request carries two numbers and never a path: what is served is what a run recorded,
/// and only if it truly lies in the outbox.
/// </summary>
internal sealed class Downloads(
    DashboardQueries queries, HubPaths paths, HubOptions options, AuditLog audit, RunPage page)
{
    public async Task<IResult> SendAsync(HttpContext http, long run, long no, CancellationToken cancel)
    {
        if (await queries.FileAsync(run, no, cancel) is not { } file
            || InOutbox(paths.Resolve(options.Folders.Outbox), file.Path) is not { } path)
        {
            return page.NotFound(http);
        }

        var name = Path.GetFileName(path);
        var user = http.User.Identity!.Name!;
        await audit.WriteAsync(user, "file.download", $"run {run}", $"{file.DealerCode} {name}", cancel);
        // The name goes into the header as RFC 6266 asks, with the UTF-8 form for Chinese.
        return Results.File(path, ContentType(name), name);
    }

    /// <summary>The file's full path, or null unless it is an existing plain file below the outbox.</summary>
    /// <param name="outbox">Full path of the outbox folder.</param>
    /// <param name="recorded">As recorded: absolute, or relative to the outbox.</param>
    internal static string? InOutbox(string outbox, string recorded)
    {
        if (recorded.Contains('\0'))
        {
            return null;
        }

        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(outbox));
        var path = Path.GetFullPath(recorded, root);
        if (!path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(path))
        {
            return null;
        }

        // Dealers may write in their folders: a link there could lead anywhere.
        for (FileSystemInfo? at = new FileInfo(path); at is not null && at.FullName.Length > root.Length;
            at = Directory.GetParent(at.FullName))
        {
            if (at.LinkTarget is not null)
            {
                return null;
            }
        }

        return path;
    }

    private static string ContentType(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".csv" => "text/csv",
        ".json" => "application/json",
        _ => "application/octet-stream",
    };
}
