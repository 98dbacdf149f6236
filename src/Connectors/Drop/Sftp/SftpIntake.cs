using System.Runtime.CompilerServices;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Sftp;

namespace DealerIntegration.Connectors.Drop.Sftp;

/// <summary>
/// Dealers' folders on an SFTP server (SFTP 收件). Nothing tells when a writer has finished, so a file is taken when two
/// listings some seconds apart, and a third look after reading, show the same size and time of change.
/// </summary>
internal sealed class SftpIntake(SftpOptions options, ISecrets secrets, TimeProvider clock) : IIntake
{
    // Of a file on the server, in bytes.
    private const int LongestName = 250;

    private readonly SftpConnection _connection = new(options, secrets);
    private readonly SftpFolders _folders = new(options);
    private readonly Dictionary<string, ServerFile> _taken = new(StringComparer.Ordinal);

    public IntakeWay Way => IntakeWay.Sftp;

    public async IAsyncEnumerable<Parcel> LookAsync(
        Func<string, bool> isDealer, IntakeReport report, [EnumeratorCancellation] CancellationToken cancel)
    {
        var before = (await ListAsync(isDealer, new IntakeReport(), cancel)).ToHashSet();
        if (before.Count > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(options.SettleSeconds), clock, cancel);
        }

        foreach (var file in await ListAsync(isDealer, report, cancel))
        {
            if (!before.Contains(file))
            {
                report.Leave(file.DealerCode, file.Name, "it may still be being written");
            }
            else if (await ReadAsync(file, cancel) is not { } content)
            {
                report.Leave(file.DealerCode, file.Name, "it changed while it was being read");
            }
            else
            {
                _taken[file.Path] = file;
                var hash = DropFolder.Hash(content);
                yield return new Parcel(
                    file.DealerCode, file.Path, $"{file.Length} {file.ChangedUtc:O} {hash}",
                    [new DroppedFile(file.DealerCode, file.Name, content, hash, new DateTimeOffset(file.ChangedUtc))]);
            }
        }
    }

    /// <summary>
    /// Moves the file into the dealer's done folder. A writer that holds it open still writes to it there, so it is
    /// looked at once more after the move, and put back where it has changed.
    /// </summary>
    public Task<bool> ClearAsync(Parcel parcel, CancellationToken cancel) => _connection.CallAsync(
        async client =>
        {
            var file = _taken[parcel.Place];
            if (await AttributesAsync(client, file.Path, cancel) is not { } now)
            {
                // The dealer took it back; what it held is stored.
                return true;
            }

            if (!file.IsAsBefore(now.Size, now.LastWriteTimeUtc))
            {
                return false;
            }

            var done = _folders.Done(file.DealerCode);
            await MakeAsync(client, done, cancel);
            var target = $"{done}/{clock.GetUtcNow():yyyyMMdd'T'HHmmssfff}_{parcel.Files[0].Sha256[..8]}_{file.Name}";
            if (!await MoveAsync(client, file.Path, target, cancel))
            {
                return true;
            }

            if (await AttributesAsync(client, target, cancel) is { } moved
                && !file.IsAsBefore(moved.Size, moved.LastWriteTimeUtc))
            {
                await client.RenameFileAsync(target, file.Path, cancel);
                return false;
            }

            return true;
        },
        cancel);

    public async Task<PushOutcome> ReplyAsync(IntakeReply reply, CancellationToken cancel)
    {
        try
        {
            var path = await _connection.CallAsync(client => WriteAsync(client, reply, cancel), cancel);
            return new PushOutcome.Done(path);
        }
        catch (ConnectorException e) when (e.Failure == ConnectorFailure.Transient)
        {
            return new PushOutcome.Unknown(e.Message);
        }
    }

    public Task<string?> FindReplyAsync(IntakeReply reply, CancellationToken cancel) => _connection.CallAsync(
        async client =>
        {
            foreach (var path in Names(reply))
            {
                if (await HoldsAsync(client, path, reply.Content, cancel))
                {
                    return path;
                }
            }

            return null;
        },
        cancel);

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<List<ServerFile>> ListAsync(
        Func<string, bool> isDealer, IntakeReport report, CancellationToken cancel) =>
        _connection.CallAsync(client => _folders.ListAsync(client, isDealer, report, cancel), cancel);

    /// <summary>The whole file, or null when it is not any more what was listed.</summary>
    private Task<byte[]?> ReadAsync(ServerFile file, CancellationToken cancel) => _connection.CallAsync(
        async client =>
        {
            try
            {
                using var content = new CappedStream(file.Length);
                await client.DownloadFileAsync(file.Path, content, cancel);
                return await AttributesAsync(client, file.Path, cancel) is { } now
                    && file.IsAsBefore(now.Size, now.LastWriteTimeUtc) ? content.Whole : null;
            }
            catch (SftpPathNotFoundException)
            {
                return null;
            }
        },
        cancel);

    /// <summary>
    /// Under a temporary name first: a dealer's program that watches the folder never sees a part of a reply. A name
    /// that another reply has already taken is not written over.
    /// </summary>
    private async Task<string> WriteAsync(SftpClient client, IntakeReply reply, CancellationToken cancel)
    {
        var folder = _folders.Out(reply.DealerCode);
        await MakeAsync(client, folder, cancel);
        // What goes with the answer lies there first: who sees the answer finds all of it.
        for (var i = 0; i < reply.Others.Count; i++)
        {
            var file = reply.Others[i];
            var beside = reply with
            {
                Key = $"{reply.Key}.{i + 1}", FileName = file.Name, Content = file.Content, Others = [],
            };
            if (!await HoldsAsync(client, Names(beside)[0], beside.Content, cancel))
            {
                await WriteAsync(client, beside, cancel);
            }
        }

        var temporary = $"{folder}/.{reply.Key}{AtomicFile.TemporaryExtension}";
        using (var content = new MemoryStream(reply.Content, writable: false))
        {
            await client.UploadFileAsync(content, temporary, cancel);
        }

        var (wanted, other) = (Names(reply)[0], Names(reply)[1]);
        var target = await AttributesAsync(client, wanted, cancel) is null ? wanted : other;
        await client.RenameFileAsync(temporary, target, cancel);
        return target;
    }

    private string[] Names(IntakeReply reply)
    {
        var name = DropFolder.SafeName(reply.FileName);
        var folder = _folders.Out(reply.DealerCode);
        return [$"{folder}/{name}", $"{folder}/{FileNames.Cut(name, $"_{reply.Key}", LongestName)}"];
    }

    private static async Task<bool> HoldsAsync(
        SftpClient client, string path, byte[] content, CancellationToken cancel)
    {
        if (await AttributesAsync(client, path, cancel) is not { } attributes || attributes.Size != content.LongLength)
        {
            return false;
        }

        using var held = new CappedStream(content.LongLength);
        await client.DownloadFileAsync(path, held, cancel);
        return held.Whole is { } there && there.AsSpan().SequenceEqual(content);
    }

    private static async Task<SftpFileAttributes?> AttributesAsync(
        SftpClient client, string path, CancellationToken cancel)
    {
        try
        {
            return await client.GetAttributesAsync(path, cancel);
        }
        catch (SftpPathNotFoundException)
        {
            return null;
        }
    }

    /// <summary>False: somebody else, another look or the dealer, was faster.</summary>
    private static async Task<bool> MoveAsync(SftpClient client, string from, string to, CancellationToken cancel)
    {
        try
        {
            await client.RenameFileAsync(from, to, cancel);
            return true;
        }
        catch (SftpPathNotFoundException)
        {
            if (await AttributesAsync(client, from, cancel) is not null)
            {
                throw;
            }

            return false;
        }
    }

    private static async Task MakeAsync(SftpClient client, string folder, CancellationToken cancel)
    {
        if (await AttributesAsync(client, folder, cancel) is not null)
        {
            return;
        }

        try
        {
            await client.CreateDirectoryAsync(folder, cancel);
        }
        catch (SshException)
        {
            // Made by somebody else in between, it is there; the server only says that it could not make it.
            if (await AttributesAsync(client, folder, cancel) is null)
            {
                throw;
            }
        }
    }
}
