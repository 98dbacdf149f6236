using System.Net.Sockets;
using System.Text;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace DealerIntegration.Connectors.Drop.Sftp;

/// <summary>
/// One connection to an SFTP server (SFTP 连接), made when it is first needed. The server must show a key that is
/// listed before anything is told it, the password above all.
/// </summary>
internal sealed class SftpConnection(SftpOptions options, ISecrets secrets) : IDisposable
{
    private SftpClient? _client;
    private PrivateKeyFile? _key;
    private string? _strangeKey;

    /// <summary>Runs a call on the connected client and says in the hub's words what went wrong.</summary>
    public async Task<T> CallAsync<T>(Func<SftpClient, Task<T>> call, CancellationToken cancel)
    {
        try
        {
            return await call(await ConnectedAsync(cancel));
        }
        catch (Exception e) when (Translate(e) is { } translated)
        {
            throw translated;
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        _key?.Dispose();
    }

    private async Task<SftpClient> ConnectedAsync(CancellationToken cancel)
    {
        if (_client is { IsConnected: true })
        {
            return _client;
        }

        Dispose();
        var timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        var connection = new ConnectionInfo(options.Host, options.Port, options.User, SignIn()) { Timeout = timeout };
        var client = new SftpClient(connection) { OperationTimeout = timeout, KeepAliveInterval = timeout / 2 };
        client.HostKeyReceived += (_, e) =>
        {
            var shown = $"SHA256:{e.FingerPrintSHA256}";
            e.CanTrust = options.HostKeys.Contains(shown, StringComparer.Ordinal);
            _strangeKey = e.CanTrust ? null : shown;
        };
        _client = client;
        await client.ConnectAsync(cancel);
        return client;
    }

    private AuthenticationMethod SignIn()
    {
        if (options.Password is { } password)
        {
            return new PasswordAuthenticationMethod(options.User, secrets.Get(password.Secret));
        }

        var name = options.PrivateKey!.Secret;
        var passphrase = options.Passphrase is { } locked ? secrets.Get(locked.Secret) : null;
        // The last line of a key file counts, and secrets come without their last line break.
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(secrets.Get(name) + "\n"));
        try
        {
            _key = new PrivateKeyFile(text, passphrase);
        }
        catch (SshException e)
        {
            throw new ConfigurationException(
                $"{IntakeFile.FileName}: the secret '{name}' is no private key that can be used: {e.Message}", e);
        }

        return new PrivateKeyAuthenticationMethod(options.User, _key);
    }

    /// <summary>Null for what is no failure of the server, such as being asked to stop.</summary>
    private ConnectorException? Translate(Exception e) => e switch
    {
        _ when _strangeKey is { } shown && e is SshException => new ConnectorException(
            ConnectorFailure.Configuration,
            $"{At} shows the host key {shown}, which is not listed: nothing was sent to it. If the server's "
            + $"administrator says that it is theirs, add it to sftp.hostKeys of {IntakeFile.FileName}.",
            e),
        SshAuthenticationException => new ConnectorException(
            ConnectorFailure.Configuration,
            $"{At} refuses the sign-in of '{options.User}': {e.Message} Correct the secret, or the user.",
            e),
        SftpPathNotFoundException or SftpPermissionDeniedException => new ConnectorException(
            ConnectorFailure.Configuration,
            $"{At}, user '{options.User}': {e.Message} Create the folder or give the user access to it.",
            e),
        SshException or SocketException or IOException or TimeoutException or ObjectDisposedException =>
            new ConnectorException(ConnectorFailure.Transient, $"{At} cannot be reached: {e.Message}", e),
        _ => null,
    };

    private string At => $"SFTP server {options.Host}:{options.Port}";
}
