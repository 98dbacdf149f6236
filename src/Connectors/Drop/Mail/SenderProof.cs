using System.Text;
using MimeKit;
using MimeKit.Cryptography;

namespace DealerIntegration.Connectors.Drop.Mail;

/// <summary>
/// Whether the mail server has found a mail to come from where it says (发件人验证). A server puts its findings on top of
/// whatever headers a mail brings, so only the first ones count, and only in its name.
/// </summary>
internal static class SenderProof
{
    /// <param name="server">The name under which the mail server states its findings.</param>
    public static bool Holds(HeaderList headers, string sender, string server)
    {
        var first = headers.FirstOrDefault(header => header.Id == HeaderId.AuthenticationResults);
        if (first is null || !AuthenticationResults.TryParse(Encoding.UTF8.GetBytes(first.Value), out var findings))
        {
            return false;
        }

        var domain = sender[(sender.LastIndexOf('@') + 1)..];
        return Same(findings.AuthenticationServiceIdentifier, server)
            && findings.Results.Any(found => Same(found.Method, "dmarc") && Same(found.Result, "pass")
                && found.Properties.Where(p => Same(p.PropertyType, "header") && Same(p.Property, "from"))
                    .All(p => Same(p.Value, domain)));
    }

    private static bool Same(string? one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
