namespace DealerIntegration.Worker.EvidencePacks.Packing;

/// <summary>What verifying a pack found (验证结果).</summary>
/// <param name="Faults">Everything that is not as it was sealed; empty: the pack is intact.</param>
internal sealed record PackVerdict(PackManifest? Manifest, PackSeal? Seal, IReadOnlyList<PackFault> Faults)
{
    public bool Intact => Faults.Count == 0 && Manifest is not null && Seal is not null;
}

/// <summary>
/// Verifies a pack offline (离线验证): needs the file and nothing else. Any byte that was changed is told, with the entry
/// and where it can be the line it stands in.
/// </summary>
internal static class PackVerifier
{
    /// <param name="pack">The file as it is.</param>
    /// <param name="pinned">Fingerprint of the key that must have sealed it; null: any key will do.</param>
    public static PackVerdict Verify(byte[] pack, string? pinned)
    {
        var (entries, found) = PackUnzip.Read(pack);
        var faults = new List<PackFault>(found);
        if (found.Count > 0 && !entries.Any(e => e.Name == PackManifest.Name))
        {
            // The container broke on the way: what could not be reached is not missing.
            return new PackVerdict(null, null, faults);
        }

        var manifest = ReadManifest(entries, faults);
        var seal = ReadSeal(entries, pinned, faults);
        if (manifest is not null)
        {
            CheckEntries(manifest, entries, faults);
        }

        return new PackVerdict(manifest, seal, faults);
    }

    private static PackManifest? ReadManifest(IReadOnlyList<PackEntry> entries, List<PackFault> faults)
    {
        if (Single(entries, PackManifest.Name, faults) is not { } content)
        {
            return null;
        }

        if (PackJson.Read<PackManifest>(content) is not { IsSound: true } manifest)
        {
            faults.Add(new PackFault(PackManifest.Name, "it was changed, or is of a format this hub does not know."));
            return null;
        }

        var chain = PackHash.Start;
        foreach (var entry in manifest.Entries)
        {
            chain = PackHash.Next(chain, entry.Name, $"{entry.Length}", entry.Sha256);
            if (chain != entry.Chain)
            {
                faults.Add(new PackFault(PackManifest.Name, $"the chain breaks at {entry.Name}."));
                return manifest;
            }
        }

        if (chain != manifest.Chain)
        {
            faults.Add(new PackFault(PackManifest.Name, "its last link is not that of the last entry."));
        }

        return manifest;
    }

    private static PackSeal? ReadSeal(IReadOnlyList<PackEntry> entries, string? pinned, List<PackFault> faults)
    {
        if (Single(entries, PackSeal.Name, faults) is not { } content)
        {
            return null;
        }

        if (PackJson.Read<PackSeal>(content) is not { } seal)
        {
            faults.Add(new PackFault(PackSeal.Name, "it was changed."));
            return null;
        }

        var manifest = entries.FirstOrDefault(e => e.Name == PackManifest.Name)?.Content ?? [];
        if (SealKey.Fault(seal, manifest) is { } fault)
        {
            faults.Add(new PackFault(PackSeal.Name, fault));
        }
        else if (pinned is not null && seal.Fingerprint != pinned)
        {
            faults.Add(new PackFault(
                PackSeal.Name, $"it was sealed by key {seal.Fingerprint} and not by the one that was asked for."));
        }

        return seal;
    }

    private static void CheckEntries(PackManifest manifest, IReadOnlyList<PackEntry> entries, List<PackFault> faults)
    {
        foreach (var listed in manifest.Entries)
        {
            if (Single(entries, listed.Name, faults) is { } content)
            {
                CheckEntry(listed, content, faults);
            }
        }

        string[] expected = [.. manifest.Entries.Select(e => e.Name), PackManifest.Name, PackSeal.Name];
        foreach (var added in entries.Select(e => e.Name).Except(expected))
        {
            faults.Add(new PackFault(added, "it was added."));
        }

        if (faults.Count == 0 && !entries.Select(e => e.Name).SequenceEqual(expected))
        {
            faults.Add(new PackFault(PackFault.Container, "the entries are in another order."));
        }
    }

    private static void CheckEntry(ManifestEntry listed, byte[] content, List<PackFault> faults)
    {
        if (content.Length == listed.Length && PackHash.Of(content) == listed.Sha256)
        {
            return;
        }

        faults.Add(new PackFault(listed.Name, listed.Lines is { } links
            ? PackLines.Fault(PackLines.Of(content), links)
            : $"it is not the one that was packed ({content.Length} bytes, {listed.Length} were packed)."));
    }

    private static byte[]? Single(IReadOnlyList<PackEntry> entries, string name, List<PackFault> faults)
    {
        PackEntry[] found = [.. entries.Where(e => e.Name == name)];
        if (found.Length == 1)
        {
            return found[0].Content;
        }

        faults.Add(new PackFault(
            name, found.Length == 0 ? "it is missing." : $"it stands there {found.Length} times."));
        return null;
    }
}
