using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Sftp;

namespace DealerIntegration.Connectors.Drop.Sftp;

/// <summary>The dealers' folders on the server (服务器目录). Names are listed, never followed: no links.</summary>
internal sealed class SftpFolders(SftpOptions options)
{
    public string In(string dealer) => Below(dealer, options.In);

    public string Done(string dealer) => Below(dealer, options.Done);

    public string Out(string dealer) => Below(dealer, options.Out);

    /// <summary>Every file that may be taken; the others are reported.</summary>
    public async Task<List<ServerFile>> ListAsync(
        SftpClient client, Func<string, bool> isDealer, IntakeReport report, CancellationToken cancel)
    {
        var files = new List<ServerFile>();
        foreach (var folder in await EntriesAsync(client, options.Folder, cancel))
        {
            if (!folder.IsDirectory)
            {
                continue;
            }

            if (!isDealer(folder.Name))
            {
                report.Leave(folder.Name, "", $"no dealer has the code '{folder.Name}'");
            }
            else
            {
                await ListAsync(client, folder.Name, files, report, cancel);
            }
        }

        return files;
    }

    private async Task ListAsync(
        SftpClient client, string dealer, List<ServerFile> files, IntakeReport report, CancellationToken cancel)
    {
        List<ISftpFile> entries;
        try
        {
            entries = await EntriesAsync(client, In(dealer), cancel);
        }
        catch (SftpPathNotFoundException)
        {
            report.Leave(dealer, options.In, $"the dealer has no folder '{options.In}'");
            return;
        }

        foreach (var entry in entries.Where(e => !DropFolder.IsTemporary(e.Name)))
        {
            report.Saw(entry.FullName);
            if (Obstacle(entry) is { } reason)
            {
                report.Leave(dealer, entry.Name, reason);
            }
            else
            {
                files.Add(new ServerFile(
                    dealer, entry.FullName, FileNames.Clean(entry.Name, FileNames.Nameless), entry.Length,
                    entry.Attributes.LastWriteTimeUtc));
            }
        }
    }

    private string? Obstacle(ISftpFile entry)
    {
        if (!entry.IsRegularFile)
        {
            return "it is a folder or a link; only plain files are taken";
        }

        var most = options.MaxMegabytes * 1024L * 1024;
        return entry.Length > most ? $"it has {entry.Length:N0} bytes; the limit is {most:N0}" : null;
    }

    private static async Task<List<ISftpFile>> EntriesAsync(SftpClient client, string path, CancellationToken cancel)
    {
        var entries = new List<ISftpFile>();
        await foreach (var entry in client.ListDirectoryAsync(path, cancel))
        {
            if (entry.Name is not ("." or ".."))
            {
                entries.Add(entry);
            }
        }

        entries.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return entries;
    }

    private string Below(string dealer, string name) =>
        $"{options.Folder.TrimEnd('/')}/{DropFolder.SafeName(dealer)}/{name}";
}
