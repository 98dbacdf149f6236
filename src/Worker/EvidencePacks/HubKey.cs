using System.Security.Cryptography;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Worker.EvidencePacks.Packing;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.EvidencePacks;

/// <summary>
/// The key with which this hub seals (签章密钥): made once, kept with the hub's secrets, for its owner's eyes only. A new
/// one cannot seal in the name of the old: keep a copy of the file in a safe place.
/// </summary>
internal static class HubKey
{
    private const string Remedy =
        "what it seals proves nothing. Move it away, tell those who know its fingerprint, and a new one is made";

    public static string PathOf(HubPaths paths) => Path.Combine(paths.Secrets, "evidence.key");

    /// <exception cref="ConfigurationException">The file is open to others, or holds no key.</exception>
    public static async Task<SealKey> OpenAsync(HubPaths paths, CancellationToken cancel)
    {
        var path = PathOf(paths);
        if (await ReadAsync(path, cancel) is { } known)
        {
            return known;
        }

        // Of two processes that come first at once, one makes the key and the other finds it: a move that must not
        // overwrite looks first and moves then, which is too late.
        using var alone = await FileLock.TakeAsync(Path.Combine(paths.Secrets, "making.lock"), cancel);
        if (await ReadAsync(path, cancel) is { } other)
        {
            return other;
        }

        // Put down aside and moved: a crash leaves no half a key.
        using var made = SealKey.Create();
        var aside = $"{path}.new";
        await OwnerFile.WriteAsync(aside, made.Export(), cancel);
        File.Move(aside, path);
        return await ReadAsync(path, cancel)
            ?? throw new IOException($"{path} was there a moment ago and is not any more.");
    }

    private static async Task<SealKey?> ReadAsync(string path, CancellationToken cancel)
    {
        if (await OwnerFile.ReadAsync(path, cancel, Remedy) is not { } text)
        {
            return null;
        }

        try
        {
            return SealKey.Import(text);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            throw new ConfigurationException(
                $"{path} holds no key. Put your copy of it back. Without one, move the file away and a new key is "
                + "made; packs sealed so far still name the old one.", e);
        }
    }
}
