using DealerIntegration.Worker.EvidencePacks.Packing;
using static DealerIntegration.Worker.Tests.EvidencePacks.SmallPack;

namespace DealerIntegration.Worker.Tests.EvidencePacks;

/// <summary>Whatever is done to a pack, verifying tells, and says where.</summary>
public sealed class TamperingTests : IDisposable
{
    private readonly SealKey _key = SealKey.Create();
    private readonly byte[] _pack;

    public TamperingTests() => _pack = Sealed(_key);

    [Fact]
    public void An_untouched_pack_is_intact()
    {
        var verdict = PackVerifier.Verify(_pack, _key.Fingerprint);
        Assert.Empty(verdict.Faults);
        Assert.True(verdict.Intact);
        Assert.Equal(("DC-1", 7, 3), (verdict.Manifest!.Case, verdict.Manifest.Run, verdict.Manifest.RulesVersion));
    }

    [Fact]
    public void Every_bit_of_every_byte_is_guarded()
    {
        var unnoticed = new List<string>();
        for (var at = 0; at < _pack.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var touched = (byte[])_pack.Clone();
                touched[at] ^= (byte)(1 << bit);
                if (PackVerifier.Verify(touched, null) is { Intact: true } or { Faults.Count: 0 })
                {
                    unnoticed.Add($"byte {at}, bit {bit}");
                }
            }
        }

        Assert.Empty(unnoticed);
    }

    [Fact]
    public void A_pack_cut_off_anywhere_is_not_intact() => Assert.DoesNotContain(
        Enumerable.Range(0, _pack.Length), length => PackVerifier.Verify(_pack[..length], null).Intact);

    [Fact]
    public void A_byte_more_anywhere_or_a_byte_less_is_not_intact()
    {
        for (var at = 0; at <= _pack.Length; at++)
        {
            Assert.False(PackVerifier.Verify([.. _pack[..at], 0, .. _pack[at..]], null).Intact);
            Assert.True(
                at == _pack.Length || !PackVerifier.Verify([.. _pack[..at], .. _pack[(at + 1)..]], null).Intact);
        }
    }

    [Fact]
    public void A_touched_line_is_named()
    {
        var at = _pack.AsSpan().IndexOf("C3"u8);
        var touched = (byte[])_pack.Clone();
        touched[at] = (byte)'X';
        Assert.Contains(
            "scans.jsonl: line 3 is not the one that was packed.", Said(PackVerifier.Verify(touched, null)));
    }

    [Fact]
    public void A_line_dropped_swapped_doubled_or_added_is_named()
    {
        Assert.Contains("scans.jsonl: line 2 is missing: line 3 stands in its place.", Lines(l => [l[0], l[2], l[3]]));
        Assert.Contains("the lines from 4 to 4 are missing.", Lines(l => l.Take(3)));
        Assert.Contains(
            "the lines are in another order: line 3 stands where line 2 stood.", Lines(l => [l[0], l[2], l[1], l[3]]));
        Assert.Contains("line 3 is line 2 once more.", Lines(l => [l[0], l[1], l[1], l[2], l[3]]));
        Assert.Contains("a line was added as line 2.", Lines(l => [l[0], "{}", l[1], l[2], l[3]]));
        Assert.Contains("1 lines were added after line 4.", Lines(l => l.Append("{}")));
        Assert.Contains("the lines from 1 to 4 are missing.", Lines(l => []));

        string Lines(Func<IReadOnlyList<string>, IEnumerable<string>> change) =>
            Said(PackVerifier.Verify(WithLines(_pack, change), null));
    }

    [Fact]
    public void An_entry_dropped_added_doubled_renamed_or_moved_is_named()
    {
        Assert.Contains("scans.jsonl: it is missing.", Entries(e => e.Where(x => x.Name != "scans.jsonl")));
        Assert.Contains("extra.txt: it was added.", Entries(e => e.Append(new PackEntry("extra.txt", [1]))));
        Assert.Contains("case.json: it stands there 2 times.", Entries(e => e.Append(e[0])));
        Assert.Contains(
            "other.bin: it was added.",
            Entries(e => e.Select(x => x.Name == "report.bin" ? x with { Name = "other.bin" } : x)));
        Assert.Contains("the entries are in another order", Entries(e => e.Reverse()));
        Assert.Contains("manifest.json: it is missing.", Entries(e => e.Where(x => x.Name != "manifest.json")));
        Assert.Contains("seal.json: it is missing.", Entries(e => e.Where(x => x.Name != "seal.json")));

        string Entries(Func<IReadOnlyList<PackEntry>, IEnumerable<PackEntry>> change) =>
            Said(PackVerifier.Verify(Repacked(_pack, change), null));
    }

    [Fact]
    public void Manifest_and_seal_have_one_spelling()
    {
        foreach (var name in new[] { "manifest.json", "seal.json" })
        {
            var loose = Repacked(_pack, entries => entries.Select(e => e.Name == name
                ? e with { Content = [.. " "u8, .. e.Content] }
                : e));
            Assert.Contains($"{name}: it was changed", Said(PackVerifier.Verify(loose, null)));
        }
    }

    [Fact]
    public void A_manifest_made_to_fit_is_not_sealed_any_more()
    {
        var others = SmallPack.Entries("{\"code\":\"OTHER\"}");
        var seal = PackVerifier.Verify(_pack, null).Seal!;
        var forged = PackFile.Write(Manifest(others), others, seal);
        Assert.Contains("seal.json: it seals another manifest.", Said(PackVerifier.Verify(forged, null)));
        var renamed = PackFile.Write(Manifest(others), others, seal with
        {
            ManifestSha256 = PackHash.Of(PackJson.Write(Manifest(others))),
        });
        Assert.Contains("seal.json: the signature is not right.", Said(PackVerifier.Verify(renamed, null)));
    }

    [Fact]
    public void A_forger_with_a_key_of_his_own_is_found_out_by_the_fingerprint()
    {
        using var other = SealKey.Create();
        var forged = Sealed(other, "{\"code\":\"OTHER\"}");
        Assert.True(PackVerifier.Verify(forged, null).Intact);
        Assert.Contains(
            $"seal.json: it was sealed by key {other.Fingerprint}",
            Said(PackVerifier.Verify(forged, _key.Fingerprint)));
    }

    public void Dispose() => _key.Dispose();
}
