using System.Diagnostics;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using DealerIntegration.EndToEnd.Tests.Support;
using DealerIntegration.Worker.Hosting;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace DealerIntegration.Worker.Tests.Servers;

/// <summary>
/// A real Dovecot for the tests of one class: a free loopback port, mailboxes in a folder of its own, any user with the
/// test's password. Root runs it as the package's own user, since it serves nobody's mail to root.
/// </summary>
public sealed class ImapServer : IAsyncDisposable
{
    public const string Password = "pass-word-of-the-test";

    private readonly string _folder =
        Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"hub-mail-{Guid.NewGuid():N}"[..20])).FullName;

    private readonly TestCertificate _certificate = new();

    private ServerProcess? _process;

    public int Port { get; private set; }

    /// <summary>What a client has to trust.</summary>
    public string Authority => _certificate.Pem;

    internal TestCertificate Certificate => _certificate;

    private static string User => Environment.IsPrivilegedProcess ? "dovecot" : Environment.UserName;

    /// <summary>Starts it once; where the programs are missing, the test is left out with the reason.</summary>
    public async Task StartAsync()
    {
        if (_process is not null)
        {
            return;
        }

        var dovecot = Machine.Require("dovecot-imapd", "/usr/sbin/dovecot");
        Machine.Require("dovecot-imapd", "/usr/lib/dovecot/imap");
        Port = LoopbackPort.Free();
        await File.WriteAllTextAsync(At("certificate.pem"), _certificate.Pem);
        await File.WriteAllTextAsync(At("key.pem"), _certificate.KeyPem);
        await File.WriteAllTextAsync(At("dovecot.conf"), Configuration());
        string[] command = [dovecot, "-F", "-c", At("dovecot.conf")];
        if (Environment.IsPrivilegedProcess)
        {
            using var chown = Process.Start("chown", ["-R", $"{User}:", _folder]);
            await chown.WaitForExitAsync();
            command = ["/usr/bin/setpriv", $"--reuid={User}", $"--regid={User}", "--init-groups", .. command];
        }

        _process = ServerProcess.Start(command[0], command[1..]);
        await Ports.WaitAsync(Port, () => _process.Said);
    }

    /// <summary>Puts a mail into a user's inbox, as a delivery would.</summary>
    public async Task DeliverAsync(string user, MimeMessage mail)
    {
        using var client = await ClientAsync(user);
        await client.Inbox!.AppendAsync(mail);
    }

    /// <summary>Files a mail into a new folder of a user, as a server does that keeps copies itself.</summary>
    public async Task FileAsync(string user, string folder, MimeMessage mail)
    {
        using var client = await ClientAsync(user);
        var made = await client.GetFolder(client.PersonalNamespaces[0]).CreateAsync(folder, isMessageFolder: true);
        await made!.AppendAsync(mail);
    }

    /// <summary>The mails of a folder with their flags and keywords.</summary>
    public async Task<IReadOnlyList<IMessageSummary>> ListAsync(string user, string folder)
    {
        using var client = await ClientAsync(user);
        var opened = await client.GetFolderAsync(folder);
        await opened.OpenAsync(FolderAccess.ReadOnly);
        return [.. await opened.FetchAsync(0, -1, MessageSummaryItems.Envelope | MessageSummaryItems.Flags)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _certificate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<ImapClient> ClientAsync(string user)
    {
        var client = new ImapClient { ServerCertificateValidationCallback = IsOurs };
        await client.ConnectAsync("localhost", Port, SecureSocketOptions.SslOnConnect);
        await client.AuthenticateAsync(user, Password);
        return client;
    }

    private bool IsOurs(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors) =>
        shown?.GetCertHashString() == _certificate.Certificate.GetCertHashString();

    private string Configuration() =>
        $$"""
        base_dir = {{At("run")}}
        state_dir = {{At("run")}}
        log_path = /dev/stderr
        protocols = imap
        listen = 127.0.0.1
        default_internal_user = {{User}}
        default_internal_group = {{User}}
        default_login_user = {{User}}
        service imap-login {
          chroot =
          inet_listener imap {
            port = 0
          }
          inet_listener imaps {
            port = {{Port}}
            ssl = yes
          }
        }
        service anvil {
          chroot =
        }
        service stats {
          chroot =
        }
        ssl = required
        ssl_cert = <{{At("certificate.pem")}}
        ssl_key = <{{At("key.pem")}}
        passdb {
          driver = static
          args = password={{Password}}
        }
        userdb {
          driver = static
          args = uid={{User}} gid={{User}} home={{At("mail")}}/%u
        }
        mail_location = maildir:~/Maildir
        first_valid_uid = 1
        first_valid_gid = 1
        auth_failure_delay = 0

        """;

    private string At(string name) => Path.Combine(_folder, name);
}
