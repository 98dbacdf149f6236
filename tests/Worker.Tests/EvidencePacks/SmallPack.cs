using System.Text;
using DealerIntegration.Worker.EvidencePacks.Packing;

namespace DealerIntegration.Worker.Tests.EvidencePacks;

/// <summary>A pack of a few hundred bytes with everything that packs have, and ways to do violence to it.</summary>
internal static class SmallPack
{
    public static readonly string[] Scans =
        ["{\"code\":\"A1\",\"place\":\"城东店\"}", "{\"code\":\"B2\"}", "{\"code\":\"C3\"}", "{\"code\":\"D4\"}"];

    public static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<PackEntry> Entries(params string[] scans) =>
    [
        new("case.json", Encoding.UTF8.GetBytes("{\"number\":\"DC-1\"}\n")),
        new("scans.jsonl", Encoding.UTF8.GetBytes(string.Concat(scans.Select(s => s + "\n")))),
        new("steps.jsonl", []),
        new("report.bin", [0, 1, 2, 255]),
    ];

    public static PackManifest Manifest(IReadOnlyList<PackEntry> entries) => PackManifest.Of("DC-1", 7, 3, entries);

    public static byte[] Sealed(SealKey key, params string[] scans)
    {
        var entries = Entries(scans.Length == 0 ? Scans : scans);
        var manifest = Manifest(entries);
        return PackFile.Write(manifest, entries, key.Sign(PackJson.Write(manifest), Noon));
    }

    /// <summary>The container written anew around other entries, as a forger without the key would.</summary>
    public static byte[] Repacked(byte[] pack, Func<IReadOnlyList<PackEntry>, IEnumerable<PackEntry>> change) =>
        PackZip.Write([.. change(PackUnzip.Read(pack).Entries)]);

    /// <summary>The same for the lines of scans.jsonl.</summary>
    public static byte[] WithLines(byte[] pack, Func<IReadOnlyList<string>, IEnumerable<string>> change) =>
        Repacked(pack, entries => entries.Select(e => e.Name == "scans.jsonl"
            ? new PackEntry(e.Name, Encoding.UTF8.GetBytes(string.Concat(change(Scans).Select(s => s + "\n"))))
            : e));

    public static string Said(PackVerdict verdict) => string.Join('\n', verdict.Faults);
}
