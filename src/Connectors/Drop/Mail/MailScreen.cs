using MailKit;
using MimeKit;

namespace DealerIntegration.Connectors.Drop.Mail;

/// <summary>
/// Which mails are looked at (来件筛选): from a sender that is listed for one dealer, written by somebody, and not by a
/// program that answers programs. Everything else stays untouched in the mailbox.
/// </summary>
internal sealed class MailScreen(MailOptions options)
{
    /// <summary>The headers it decides by.</summary>
    public static readonly IReadOnlyList<HeaderId> Headers =
    [
        HeaderId.AutoSubmitted, HeaderId.Precedence, HeaderId.ReturnPath, HeaderId.ContentType,
        HeaderId.AuthenticationResults,
    ];

    private static readonly string[] BulkPrecedences = ["bulk", "junk", "list", "auto_reply"];

    private readonly Dictionary<string, (string Dealer, string Address)> _dealers = options.Senders
        .SelectMany(s => s.Value.Select(address => (Dealer: s.Key, Address: address)))
        .ToDictionary(s => s.Address, StringComparer.OrdinalIgnoreCase);

    /// <returns>The dealer and its address as it is listed, or why the mail is left.</returns>
    public (string Dealer, string Address, string? Reason) Judge(IMessageSummary mail, Func<string, bool> isDealer)
    {
        // The reply goes to this address, which is listed; a Reply-To could lead anywhere.
        var from = mail.Envelope!.From.Mailboxes.Select(m => m.Address).ToList();
        if (from is not [{ Length: > 0 } sender])
        {
            return ("", "", "it does not name one sender");
        }

        if (string.Equals(sender, options.Address, StringComparison.OrdinalIgnoreCase))
        {
            return ("", sender, "it is from the hub itself");
        }

        if (!_dealers.TryGetValue(sender, out var listed))
        {
            return ("", sender, "its sender is not listed for any dealer");
        }

        var reason = IsForged(mail.Headers!, sender) ? "the mail server has not proved its sender"
            : IsAutomatic(mail.Headers!) ? "a program has sent it as an answer"
            : !isDealer(listed.Dealer) ? $"no dealer has the code '{listed.Dealer}'"
            : mail.Size > options.MaxMegabytes * 1024L * 1024 ? $"it is longer than {options.MaxMegabytes} MB"
            : null;
        return (listed.Dealer, listed.Address, reason);
    }

    private bool IsForged(HeaderList headers, string sender) =>
        options.AuthenticatedBy is { } server && !SenderProof.Holds(headers, sender, server);

    // Out-of-office notes, bounces, lists: to answer one of them may start a conversation of machines.
    private static bool IsAutomatic(HeaderList headers)
    {
        var submitted = headers[HeaderId.AutoSubmitted]?.Trim();
        var precedence = headers[HeaderId.Precedence]?.Trim().ToLowerInvariant();
        return (submitted is not null && !submitted.Equals("no", StringComparison.OrdinalIgnoreCase))
            || BulkPrecedences.Contains(precedence)
            || headers[HeaderId.ReturnPath]?.Trim() == "<>"
            || headers[HeaderId.ContentType]?.TrimStart().StartsWith(
                "multipart/report", StringComparison.OrdinalIgnoreCase) == true;
    }
}
