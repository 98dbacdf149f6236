using System.Text.Json.Serialization;

namespace DealerIntegration.Worker.EvidencePacks.Packing;

/// <summary>
/// The hub's signature over a manifest (签章). It is the one entry that differs when the same pack is made again: it
/// tells when, and a signature of this kind holds a random number.
/// </summary>
/// <param name="SealedAt">UTC, to the second.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo, base 64.</param>
/// <param name="Fingerprint">SHA-256 of the public key.</param>
/// <param name="Signature">DER, base 64, over <see cref="Statement"/>.</param>
internal sealed record PackSeal(
    string Algorithm, string ManifestSha256, string SealedAt, string PublicKey, string Fingerprint, string Signature)
{
    public const string Name = "seal.json";
    public const string Ecdsa = "ECDSA P-256 with SHA-256";

    /// <summary>What is signed: three lines.</summary>
    [JsonIgnore]
    public string Statement => $"{PackManifest.CurrentFormat}\n{ManifestSha256}\n{SealedAt}\n";
}
