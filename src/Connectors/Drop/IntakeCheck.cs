using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Configuration;
using MimeKit;

namespace DealerIntegration.Connectors.Drop;

/// <summary>A fault in config/intake.json: the member as a path, what is wrong with it and what to write.</summary>
internal sealed record IntakeProblem(string Member, string Message);

/// <summary>What the types of <see cref="IntakeFile"/> cannot say themselves (收件配置检查).</summary>
internal static partial class IntakeCheck
{
    public static IEnumerable<IntakeProblem> Problems(IntakeFile file) =>
    [
        .. file.Sftp is { } sftp ? OfSftp(sftp) : [],
        .. file.Mail is { } mail ? OfMail(mail) : [],
        .. OfAnswers(file),
    ];

    private static IEnumerable<IntakeProblem> OfAnswers(IntakeFile file)
    {
        foreach (var (dealer, way) in file.Answers)
        {
            var member = $"answers.{dealer}";
            if (way == IntakeWay.Sftp && file.Sftp is null)
            {
                yield return new(member, "there is no 'sftp' that answers could go by; add it, or name another way.");
            }
            else if (way == IntakeWay.Mail && file.Mail?.Senders.GetValueOrDefault(dealer) is not { Count: > 0 })
            {
                yield return new(member, "no address is known for it; list one under 'mail.senders'.");
            }
        }
    }

    private static IEnumerable<IntakeProblem> OfSftp(SftpOptions sftp)
    {
        foreach (var problem in OfServer("sftp", sftp.Host, sftp.Port))
        {
            yield return problem;
        }

        if ((sftp.Password is null) == (sftp.PrivateKey is null))
        {
            yield return new("sftp", "name either 'password' or 'privateKey' as the sign-in, and not both.");
        }

        if (sftp.Passphrase is not null && sftp.PrivateKey is null)
        {
            yield return new("sftp.passphrase", "there is no 'privateKey' that it could open; remove it.");
        }

        if (sftp.HostKeys.Count == 0)
        {
            yield return new("sftp.hostKeys", "name at least one fingerprint; ask the server's administrator for it.");
        }

        for (var i = 0; i < sftp.HostKeys.Count; i++)
        {
            if (!Fingerprint().IsMatch(sftp.HostKeys[i]))
            {
                yield return new($"sftp.hostKeys[{i}]",
                    $"'{sftp.HostKeys[i]}' is no fingerprint; write SHA256: and 43 characters, as ssh-keygen -l "
                    + "prints it.");
            }
        }

        if (!sftp.Folder.StartsWith('/') || sftp.Folder.Split('/').Contains(".."))
        {
            yield return new("sftp.folder", $"'{sftp.Folder}' is no full path on the server; begin it with '/'.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (member, name) in new[] { ("in", sftp.In), ("done", sftp.Done), ("out", sftp.Out) })
        {
            if (!PlainName().IsMatch(name) || !names.Add(name))
            {
                yield return new($"sftp.{member}",
                    $"'{name}' must be the plain name of a folder, and of none of the other two.");
            }
        }

        foreach (var problem in OfNumbers("sftp", ("settleSeconds", sftp.SettleSeconds, 600),
            ("timeoutSeconds", sftp.TimeoutSeconds, 600), ("maxMegabytes", sftp.MaxMegabytes, 1024)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<IntakeProblem> OfMail(MailOptions mail)
    {
        foreach (var problem in OfServer("mail.imap", mail.Imap.Host, mail.Imap.Port)
            .Concat(OfServer("mail.smtp", mail.Smtp.Host, mail.Smtp.Port)))
        {
            yield return problem;
        }

        if (!IsAddress(mail.Address))
        {
            yield return new("mail.address", $"'{mail.Address}' is no mail address.");
        }

        if (mail.Inbox.Length == 0 || mail.Sent.Length == 0 || mail.Inbox == mail.Sent)
        {
            yield return new("mail.sent", "'inbox' and 'sent' must name two folders of the mailbox.");
        }

        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [mail.Address] = "the hub" };
        foreach (var (dealer, addresses) in mail.Senders)
        {
            for (var i = 0; i < addresses.Count; i++)
            {
                var member = $"mail.senders.{dealer}[{i}]";
                if (!IsAddress(addresses[i]))
                {
                    yield return new(member, $"'{addresses[i]}' is no mail address; write it without a name.");
                }
                else if (!owners.TryAdd(addresses[i], dealer))
                {
                    yield return new(member,
                        $"'{addresses[i]}' already belongs to {owners[addresses[i]]}; a sender must tell one dealer.");
                }
            }
        }

        foreach (var problem in OfNumbers("mail", ("lookBackDays", mail.LookBackDays, 3650),
            ("maxMegabytes", mail.MaxMegabytes, 1024), ("timeoutSeconds", mail.TimeoutSeconds, 600)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<IntakeProblem> OfServer(string member, string host, int port)
    {
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            yield return new($"{member}.host", $"'{host}' is no host; write its name or address alone.");
        }

        if (port is < 1 or > 65535)
        {
            yield return new($"{member}.port", $"{port} is no port; write a number from 1 to 65535.");
        }
    }

    private static IEnumerable<IntakeProblem> OfNumbers(
        string owner, params (string Member, int Value, int Most)[] numbers) =>
        numbers.Where(n => n.Value < 1 || n.Value > n.Most)
            .Select(n => new IntakeProblem($"{owner}.{n.Member}", $"{n.Value} is not within 1 to {n.Most}."));

    private static bool IsAddress(string text) =>
        MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address == text && text.Contains('@');

    [GeneratedRegex("^SHA256:[A-Za-z0-9+/]{43}$")]
    private static partial Regex Fingerprint();

    [GeneratedRegex(@"^[A-Za-z0-9_-]+$")]
    private static partial Regex PlainName();
}
