using System.IO.Compression;
using CsCheck;
using DealerIntegration.Worker.EvidencePacks.Packing;

namespace DealerIntegration.Worker.Tests.EvidencePacks;

/// <summary>Files that are no packs, and some that want to do harm: each is refused, and soon.</summary>
public sealed class HostileFileTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public void A_compressed_bomb_is_never_blown_up() => Refuse(Zip(zip =>
    {
        using var bomb = zip.CreateEntry("scans.jsonl", CompressionLevel.SmallestSize).Open();
        var zeros = new byte[1 << 20];
        for (var i = 0; i < 200; i++)
        {
            bomb.Write(zeros);
        }
    }));

    [Fact]
    public void A_name_that_leads_elsewhere_is_no_name()
    {
        Refuse(Zip(zip => zip.CreateEntry("../../etc/cron.d/x", CompressionLevel.NoCompression)));
        Refuse(PackZip.Write([new PackEntry("../x.json", [1])]));
        Refuse(PackZip.Write([new PackEntry("a\u001b[2J", [1])]));
    }

    [Fact]
    public void A_hundred_thousand_entries_are_not_read() => Refuse(Zip(zip =>
    {
        for (var i = 0; i < 100_000; i++)
        {
            zip.CreateEntry($"e{i}", CompressionLevel.NoCompression);
        }
    }));

    [Fact]
    public void A_zip_that_other_programs_wrote_is_told_from_the_hubs_own()
    {
        using var key = SealKey.Create();
        var entries = PackUnzip.Read(SmallPack.Sealed(key)).Entries;
        Refuse(Zip(zip =>
        {
            foreach (var entry in entries)
            {
                using var content = zip.CreateEntry(entry.Name, CompressionLevel.NoCompression).Open();
                content.Write(entry.Content);
            }
        }));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"dealer-integration-evidence/1\",\"case\":null}")]
    public void A_manifest_of_nothing_is_none(string manifest) => Refuse(PackZip.Write(
    [
        new PackEntry(PackManifest.Name, System.Text.Encoding.UTF8.GetBytes(manifest + "\n")),
        new PackEntry(PackSeal.Name, System.Text.Encoding.UTF8.GetBytes(manifest + "\n")),
    ]));

    [Fact]
    public void A_manifest_with_holes_is_none()
    {
        using var key = SealKey.Create();
        PackManifest[] broken =
        [
            new(PackManifest.CurrentFormat, "DC-1", 1, 1, [null!], PackHash.Start),
            new(PackManifest.CurrentFormat, "DC-1", 1, 1,
                [new ManifestEntry("a.jsonl", 0, "", "", [null!])], PackHash.Start),
            new(PackManifest.CurrentFormat, "DC-1", 1, 1,
                [new ManifestEntry("\u001b[2J", 0, "", "")], PackHash.Start),
        ];
        Assert.All(broken, m => Refuse(PackFile.Write(m, [], key.Sign(PackJson.Write(m), SmallPack.Noon))));
    }

    [Fact]
    public void No_bytes_at_all_make_it_fail() => Gen.Byte.Array.Sample(bytes =>
    {
        Refuse(bytes);
        Refuse([0x50, 0x4B, 3, 4, .. bytes]);
    });

    private static void Refuse(byte[] file)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var verdict = PackVerifier.Verify(file, null);
        Assert.False(verdict.Intact);
        Assert.NotEmpty(verdict.Faults);
        Assert.DoesNotContain(verdict.Faults, f => f.ToString().Any(char.IsControl));
        Assert.True(watch.Elapsed < Soon, $"It took {watch.Elapsed}.");
    }

    private static byte[] Zip(Action<ZipArchive> fill)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            fill(zip);
        }

        return stream.ToArray();
    }
}
