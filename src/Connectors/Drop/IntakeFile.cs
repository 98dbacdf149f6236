using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Connectors.Drop;

/// <summary>
/// config/intake.json: the servers that dealers' files come from besides the drop folder (收件配置). Without the file, or
/// with both ways off, there is only the folder.
/// </summary>
public sealed record IntakeFile
{
    public const string FileName = "intake.json";

    public SftpOptions? Sftp { get; init; }

    public MailOptions? Mail { get; init; }

    /// <summary>
    /// By dealer's code, the way of what it gets unasked: statements, settlements, answers to orders. Without an entry
    /// it is the way by which the dealer's last file came.
    /// </summary>
    public Dictionary<string, IntakeWay> Answers { get; init; } = [];

    /// <summary>The ways that are switched on, besides the folder.</summary>
    public IReadOnlyList<IntakeWay> WaysOn()
    {
        List<IntakeWay> ways = [];
        if (Sftp is { Enabled: true })
        {
            ways.Add(IntakeWay.Sftp);
        }

        if (Mail is { Enabled: true })
        {
            ways.Add(IntakeWay.Mail);
        }

        return ways;
    }

    /// <exception cref="ConfigurationException">Lists everything wrong with the file, with its lines.</exception>
    public static IntakeFile Load(string configFolder)
    {
        var path = Path.Combine(configFolder, FileName);
        if (!File.Exists(path))
        {
            return new IntakeFile();
        }

        var file = ConfigFile.Load<IntakeFile>(path);
        var problems = IntakeCheck.Problems(file).ToList();
        if (problems.Count == 0)
        {
            return file;
        }

        var places = new JsonPlaces(File.ReadAllText(path));
        throw new ConfigurationException(string.Join('\n', problems.Select(problem =>
        {
            var (line, column) = places.Of(problem.Member);
            return $"{path}:{line}:{column}: at $.{problem.Member}: {problem.Message}";
        })));
    }
}

/// <summary>A server with one folder per dealer (SFTP 收件), reached over SSH.</summary>
public sealed record SftpOptions
{
    public required bool Enabled { get; init; }

    public required string Host { get; init; }

    public int Port { get; init; } = 22;

    public required string User { get; init; }

    /// <summary>Either this or <see cref="PrivateKey"/>.</summary>
    public SecretName? Password { get; init; }

    /// <summary>The text of a private key in OpenSSH's or PEM form.</summary>
    public SecretName? PrivateKey { get; init; }

    /// <summary>Opens the private key, where it is locked.</summary>
    public SecretName? Passphrase { get; init; }

    /// <summary>Fingerprints of the server's keys as ssh-keygen prints them; any other server is refused.</summary>
    public required List<string> HostKeys { get; init; }

    /// <summary>On the server; one folder per dealer below it, named by the dealer's code.</summary>
    public required string Folder { get; init; }

    /// <summary>Below the dealer's folder: where it puts its files.</summary>
    public string In { get; init; } = "in";

    /// <summary>Below the dealer's folder: where files go that the hub has stored.</summary>
    public string Done { get; init; } = "done";

    /// <summary>Below the dealer's folder: where replies go.</summary>
    public string Out { get; init; } = "out";

    /// <summary>Size and time of change of a file must stay the same for so long.</summary>
    public int SettleSeconds { get; init; } = 10;

    /// <summary>Without any answer of the server for so long, the connection counts as lost.</summary>
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>Longer files are not read.</summary>
    public int MaxMegabytes { get; init; } = 25;
}

/// <summary>A mailbox of the hub's own (邮箱收件): read by IMAP, answered by SMTP.</summary>
public sealed record MailOptions
{
    public required bool Enabled { get; init; }

    /// <summary>The hub's own address: the sender of its replies.</summary>
    public required string Address { get; init; }

    public required MailServer Imap { get; init; }

    public required MailServer Smtp { get; init; }

    /// <summary>The folder that new mail lies in.</summary>
    public string Inbox { get; init; } = "INBOX";

    /// <summary>Copies of replies go here; a reply that lies here is not sent again.</summary>
    public string Sent { get; init; } = "Sent";

    /// <summary>By dealer's code, the addresses it may send files from. Everybody else is left alone.</summary>
    public required Dictionary<string, List<string>> Senders { get; init; }

    /// <summary>
    /// The name under which the mail server states what it has checked (Authentication-Results). Where it is given, a
    /// mail must have passed DMARC there; an address alone is easily forged.
    /// </summary>
    public string? AuthenticatedBy { get; init; }

    /// <summary>Mail that came in longer ago is not looked at.</summary>
    public int LookBackDays { get; init; } = 30;

    /// <summary>A longer mail is not fetched. Attachments travel in a form that is a third longer.</summary>
    public int MaxMegabytes { get; init; } = 40;

    public int TimeoutSeconds { get; init; } = 60;
}

/// <summary>How the connection to a mail server is encrypted; there is no way without.</summary>
public enum MailSecurity
{
    /// <summary>From the first byte (993 and 465).</summary>
    Tls,

    /// <summary>Asked for after connecting, and required (143 and 587).</summary>
    StartTls,
}

/// <summary>Where a mail server is and how to sign in.</summary>
public sealed record MailServer
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public required MailSecurity Security { get; init; }

    public required SignIn SignIn { get; init; }

    /// <summary>
    /// The certificates (PEM) of the authority that signed a server of the house, where the machine does not know it;
    /// held as a secret so that nobody can slip another one in.
    /// </summary>
    public SecretName? Authority { get; init; }
}
