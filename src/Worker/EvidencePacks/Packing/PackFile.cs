namespace DealerIntegration.Worker.EvidencePacks.Packing;

/// <summary>Puts entries, manifest and seal together into the one file that a pack is.</summary>
internal static class PackFile
{
    /// <summary>Beyond this a file is no pack: the largest ones hold some hundred thousand scans.</summary>
    public const int LargestBytes = 512 * 1024 * 1024;

    public static byte[] Write(PackManifest manifest, IReadOnlyList<PackEntry> entries, PackSeal seal) => PackZip.Write(
    [
        .. entries,
        new PackEntry(PackManifest.Name, PackJson.Write(manifest)),
        new PackEntry(PackSeal.Name, PackJson.Write(seal)),
    ]);
}
