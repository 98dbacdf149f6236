using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Connectors.Drop.Mail;

/// <summary>
/// Whom a mail server's certificate must come from (证书校验), where the machine's own list does not say.
/// </summary>
internal static class ServerTrust
{
    /// <summary>Accepts a certificate for this very host that leads to one of the given authorities.</summary>
    /// <exception cref="ConfigurationException">The secret holds no certificate.</exception>
    public static RemoteCertificateValidationCallback Of(SecretName authority, ISecrets secrets)
    {
        var trusted = new X509Certificate2Collection();
        try
        {
            trusted.ImportFromPem(secrets.Get(authority.Secret));
        }
        catch (CryptographicException e)
        {
            throw Wrong(authority, e.Message, e);
        }

        return trusted.Count == 0
            ? throw Wrong(authority, "it is empty", null)
            : (_, certificate, presented, errors) => certificate is not null
                && (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None
                && LeadsTo(trusted, certificate, presented);
    }

    private static bool LeadsTo(X509Certificate2Collection trusted, X509Certificate certificate, X509Chain? presented)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        // An authority of the house rarely publishes what it has revoked.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in presented?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        using var leaf = new X509Certificate2(certificate);
        return chain.Build(leaf);
    }

    private static ConfigurationException Wrong(SecretName authority, string why, Exception? cause) => new(
        $"{IntakeFile.FileName}: the secret '{authority.Secret}' must hold certificates in PEM form: {why}.", cause);
}
