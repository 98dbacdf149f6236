using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Worker.EvidencePacks.Packing;

/// <summary>
/// A key on the curve P-256, with which packs are sealed. Of the two signatures that the mathematics allow for each one
/// only the lower is written and accepted: else a seal could be changed and still be right.
/// </summary>
internal sealed class SealKey : IDisposable
{
    // Order of the group of P-256.
    private static readonly BigInteger Order = BigInteger.Parse(
        "00FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        System.Globalization.NumberStyles.HexNumber);

    private readonly ECDsa _key;

    private SealKey(ECDsa key) => _key = key;

    public static SealKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a private key as <see cref="Export"/> writes it.</summary>
    public static SealKey Import(string text)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(text), out _);
        return new SealKey(key);
    }

    public string Export() => Convert.ToBase64String(_key.ExportPkcs8PrivateKey());

    public byte[] PublicKey => _key.ExportSubjectPublicKeyInfo();

    public string PublicPem => _key.ExportSubjectPublicKeyInfoPem();

    public string Fingerprint => PackHash.Of(PublicKey);

    public PackSeal Sign(byte[] manifest, DateTimeOffset at)
    {
        var seal = new PackSeal(
            PackSeal.Ecdsa,
            PackHash.Of(manifest),
            at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            Convert.ToBase64String(PublicKey),
            Fingerprint,
            "");
        var signature = _key.SignData(
            Encoding.UTF8.GetBytes(seal.Statement), HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return seal with { Signature = Convert.ToBase64String(Lower(signature)) };
    }

    /// <summary>What is wrong with a seal over a manifest; null: nothing.</summary>
    public static string? Fault(PackSeal seal, byte[] manifest)
    {
        if (seal.Algorithm != PackSeal.Ecdsa)
        {
            return $"its algorithm is not {PackSeal.Ecdsa}.";
        }

        if (seal.ManifestSha256 != PackHash.Of(manifest))
        {
            return "it seals another manifest.";
        }

        var key = Bytes(seal.PublicKey);
        var signature = Bytes(seal.Signature);
        if (key is null || signature is null || seal.Fingerprint != PackHash.Of(key))
        {
            return "key, fingerprint and signature do not go together.";
        }

        return Holds(key, signature, seal.Statement) ? null : "the signature is not right.";
    }

    public void Dispose() => _key.Dispose();

    private static bool Holds(byte[] publicKey, byte[] signature, string statement)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            return read == publicKey.Length
                && key.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
                && key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(publicKey)
                && IsLower(signature)
                && key.VerifyData(
                    Encoding.UTF8.GetBytes(statement), signature, HashAlgorithmName.SHA256,
                    DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            // Bytes that are no key or no signature at all: the pack was touched, which is what the caller is told.
            return false;
        }
    }

    private static byte[] Lower(byte[] signature)
    {
        var half = signature.Length / 2;
        var r = new BigInteger(signature.AsSpan(0, half), isUnsigned: true, isBigEndian: true);
        var s = new BigInteger(signature.AsSpan(half), isUnsigned: true, isBigEndian: true);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(BigInteger.Min(s, Order - s));
        }

        return writer.Encode();
    }

    private static bool IsLower(byte[] signature)
    {
        var reader = new AsnReader(signature, AsnEncodingRules.DER);
        var pair = reader.ReadSequence();
        pair.ReadInteger();
        var s = pair.ReadInteger();
        pair.ThrowIfNotEmpty();
        reader.ThrowIfNotEmpty();
        return s.Sign > 0 && s * 2 < Order;
    }

    // Base 64 leaves bits free at the end of a text: only the text that these bytes would give is taken.
    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length)
            && Convert.ToBase64String(bytes, 0, length) == base64
            ? bytes[..length]
            : null;
    }
}
