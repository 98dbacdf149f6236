using System.Formats.Asn1;
using System.Numerics;
using DealerIntegration.Worker.EvidencePacks.Packing;

namespace DealerIntegration.Worker.Tests.EvidencePacks;

public sealed class SealKeyTests
{
    private static readonly byte[] Manifest = "{}\n"u8.ToArray();

    [Fact]
    public void A_key_seals_and_reads_back_as_itself()
    {
        using var key = SealKey.Create();
        using var again = SealKey.Import(key.Export());
        Assert.Equal(key.Fingerprint, again.Fingerprint);
        for (var i = 0; i < 40; i++)
        {
            Assert.Null(SealKey.Fault(again.Sign(Manifest, SmallPack.Noon), Manifest));
        }
    }

    [Fact]
    public void The_other_signature_that_the_mathematics_allow_is_not_accepted()
    {
        using var key = SealKey.Create();
        var seal = key.Sign(Manifest, SmallPack.Noon);
        var pair = new AsnReader(Convert.FromBase64String(seal.Signature), AsnEncodingRules.DER).ReadSequence();
        var (r, s) = (pair.ReadInteger(), pair.ReadInteger());
        var order = BigInteger.Parse(
            "115792089210356248762697446949407573529996955224135760342422259061068512044369");
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(order - s);
        }

        Assert.NotNull(SealKey.Fault(seal with { Signature = Convert.ToBase64String(writer.Encode()) }, Manifest));
    }

    [Fact]
    public void What_is_said_around_the_signature_is_guarded_too()
    {
        using var key = SealKey.Create();
        using var other = SealKey.Create();
        var seal = key.Sign(Manifest, SmallPack.Noon);
        PackSeal[] touched =
        [
            seal with { SealedAt = "2026-11-26T12:00:01Z" },
            seal with { Algorithm = "none" },
            seal with { Fingerprint = other.Fingerprint },
            seal with { PublicKey = Convert.ToBase64String(other.PublicKey) },
            seal with { PublicKey = Convert.ToBase64String(other.PublicKey), Fingerprint = other.Fingerprint },
            seal with { PublicKey = "", Fingerprint = PackHash.Of([]) },
            seal with { Signature = "" },
            seal with { Signature = "no base 64" },
            seal with { Signature = seal.Signature + " " },
        ];
        Assert.All(touched, t => Assert.NotNull(SealKey.Fault(t, Manifest)));
        Assert.NotNull(SealKey.Fault(seal, "{ }\n"u8.ToArray()));
    }
}
