using System.CommandLine;
using System.Security.Cryptography;
using DealerIntegration.Worker.EvidencePacks.Packing;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub verify</c> (验证证据包): whether a pack is as it was sealed. Needs the file alone: no database, no
/// configuration, no folder of a hub.
/// </summary>
internal static class VerifyCommand
{
    private const int FingerprintLength = 64;

    public static Command Create()
    {
        var pack = new Argument<string>("pack") { Description = "The evidence pack, a zip file" };
        var key = new Option<string?>("--key")
        {
            Description = "Fingerprint, or file with the public key (PEM), of the hub that must have sealed it",
        };
        var command = new Command("verify", "Tell whether an evidence pack is as it was sealed") { pack, key };
        command.SetAction(async (parsed, cancel) => Tell(
            PackVerifier.Verify(
                await ReadAsync(parsed.GetRequiredValue(pack), cancel),
                await PinnedAsync(parsed.GetValue(key), cancel)),
            parsed.GetValue(key) is not null));
        return command;
    }

    private static int Tell(PackVerdict verdict, bool pinned)
    {
        if (!verdict.Intact)
        {
            Console.WriteLine("CHANGED: the pack is not as it was sealed.");
            foreach (var fault in verdict.Faults)
            {
                Console.WriteLine($"  {fault}");
            }

            return HubCommand.Failed;
        }

        var (manifest, seal) = (verdict.Manifest!, verdict.Seal!);
        Console.WriteLine(
            $"Intact: case {manifest.Case} as run {manifest.Run} found it, {manifest.Entries.Count} entries, "
            + $"{manifest.Entries.Sum(e => e.Lines?.Count ?? 0)} lines of evidence.");
        Console.WriteLine($"Sealed {seal.SealedAt} by key {seal.Fingerprint}");
        Console.WriteLine(pinned
            ? "That is the key you named."
            : "Whose key that is this command cannot know: a forger seals too, with a key of his own. Get the "
              + "fingerprint from the hub's operator on another way than the pack, and name it with --key.");
        return 0;
    }

    private static async Task<byte[]> ReadAsync(string file, CancellationToken cancel)
    {
        var info = new FileInfo(file);
        if (!info.Exists)
        {
            throw new UsageException($"There is no file {file}.");
        }

        return info.Length > PackFile.LargestBytes
            ? throw new UsageException($"{file} has {info.Length:#,##0} bytes; no evidence pack is that large.")
            : await File.ReadAllBytesAsync(file, cancel);
    }

    // As it is printed, or as people copy it: in capitals, with colons or blanks.
    private static async Task<string?> PinnedAsync(string? key, CancellationToken cancel)
    {
        if (key is null)
        {
            return null;
        }

        var fingerprint = string.Concat(key.Where(c => c is not (':' or ' '))).ToLowerInvariant();
        if (fingerprint.Length == FingerprintLength && fingerprint.All(char.IsAsciiHexDigit))
        {
            return fingerprint;
        }

        if (!File.Exists(key))
        {
            throw new UsageException($"'{key}' is neither a fingerprint of 64 hexadecimal digits nor a file.");
        }

        try
        {
            using var read = ECDsa.Create();
            read.ImportFromPem(await File.ReadAllTextAsync(key, cancel));
            return PackHash.Of(read.ExportSubjectPublicKeyInfo());
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new UsageException($"{key} holds no public key: {e.Message}");
        }
    }
}
