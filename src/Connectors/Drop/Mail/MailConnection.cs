using System.Net.Sockets;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace DealerIntegration.Connectors.Drop.Mail;

/// <summary>
/// The two connections of a mailbox (邮箱连接): IMAP to read, SMTP to send, each made when it is first needed. Encrypted
/// always, and only to a server whose certificate holds.
/// </summary>
internal sealed class MailConnection(MailOptions options, ISecrets secrets) : IDisposable
{
    private static readonly ImapImplementation Ourselves = new() { Name = "dealer-integration-hub" };

    private ImapClient? _imap;
    private SmtpClient? _smtp;

    /// <summary>Runs a call on the connected IMAP client and says in the hub's words what went wrong.</summary>
    public Task<T> ImapAsync<T>(Func<ImapClient, Task<T>> call, CancellationToken cancel) => CallAsync(
        "IMAP", options.Imap, async () => await call(await ImapAsync(cancel)));

    /// <summary>As for IMAP; what the server says about a single mail is left to the caller.</summary>
    public Task<T> SmtpAsync<T>(Func<SmtpClient, Task<T>> call, CancellationToken cancel) => CallAsync(
        "SMTP", options.Smtp, async () => await call(await SmtpAsync(cancel)));

    public void Dispose()
    {
        _imap?.Dispose();
        _smtp?.Dispose();
    }

    private async Task<ImapClient> ImapAsync(CancellationToken cancel)
    {
        if (_imap is { IsAuthenticated: true })
        {
            return _imap;
        }

        _imap?.Dispose();
        _imap = new ImapClient();
        await SignInAsync(_imap, options.Imap, cancel);
        // Some providers let a client read only after it has given its name.
        if (_imap.Capabilities.HasFlag(ImapCapabilities.Id))
        {
            await _imap.IdentifyAsync(Ourselves, cancel);
        }

        return _imap;
    }

    private async Task<SmtpClient> SmtpAsync(CancellationToken cancel)
    {
        if (_smtp is { IsAuthenticated: true })
        {
            return _smtp;
        }

        _smtp?.Dispose();
        _smtp = new SmtpClient();
        await SignInAsync(_smtp, options.Smtp, cancel);
        return _smtp;
    }

    private async Task SignInAsync(MailService service, MailServer server, CancellationToken cancel)
    {
        service.Timeout = options.TimeoutSeconds * 1000;
        if (server.Authority is { } authority)
        {
            service.ServerCertificateValidationCallback = ServerTrust.Of(authority, secrets);
        }

        var security = server.Security == MailSecurity.Tls
            ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls;
        var password = secrets.Get(server.SignIn.Password.Secret);
        await service.ConnectAsync(server.Host, server.Port, security, cancel);
        await service.AuthenticateAsync(server.SignIn.User, password, cancel);
    }

    private async Task<T> CallAsync<T>(string protocol, MailServer server, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (Translate(e, $"{protocol} server {server.Host}:{server.Port}", server) is { } ours)
        {
            throw Cleaned(ours, server);
        }
    }

    // A server may quote the sign-in that it refuses; then what it said is not kept as the cause either.
    private ConnectorException Cleaned(ConnectorException ours, MailServer server)
    {
        var (user, password) = (server.SignIn.User, secrets.Get(server.SignIn.Password.Secret));
        var clean = new Redaction(password, $"\0{user}\0{password}", $"{user}\0{user}\0{password}").Clean(ours.Message);
        return clean == ours.Message ? ours : new ConnectorException(ours.Failure, clean);
    }

    private static ConnectorException? Translate(Exception e, string at, MailServer server) => e switch
    {
        AuthenticationException => new ConnectorException(
            ConnectorFailure.Configuration,
            $"{at} refuses the sign-in of '{server.SignIn.User}': {e.Message} Correct the secret, or the user.",
            e),
        SslHandshakeException { ServerCertificate: { } shown } => new ConnectorException(
            ConnectorFailure.Configuration,
            $"{at} shows the certificate '{shown.Subject}', which does not hold for this host: nothing was sent to it. "
            + $"Correct the host, or name the authority of the house under 'authority' in {IntakeFile.FileName}.",
            e),
        NotSupportedException => new ConnectorException(
            ConnectorFailure.Configuration, $"{at} cannot encrypt as 'security' asks for: {e.Message}", e),
        FolderNotFoundException missing => new ConnectorException(
            ConnectorFailure.Configuration,
            $"{at}: the mailbox has no folder '{missing.FolderName}'; correct it in {IntakeFile.FileName}.",
            e),
        ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException
            or SslHandshakeException or SocketException or IOException or TimeoutException =>
            new ConnectorException(ConnectorFailure.Transient, $"{at} cannot be reached: {e.Message}", e),
        CommandException and not SmtpCommandException => new ConnectorException(
            ConnectorFailure.Transient, $"{at} did not do what it was asked: {e.Message}", e),
        _ => null,
    };
}
