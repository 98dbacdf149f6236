using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using DealerIntegration.Worker.Tests.Servers;

namespace DealerIntegration.Worker.Tests.Secrecy;

/// <summary>A mail server that refuses every sign-in and quotes it, as it came and as it was meant.</summary>
internal sealed class QuotingMailbox : IAsyncDisposable
{
    private readonly TestCertificate _certificate = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public QuotingMailbox()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Authority => _certificate.Pem;

    /// <summary>How many sign-ins were quoted.</summary>
    public int Quoted { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _certificate.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // The hub hung up, or the test is over.
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = _certificate.Certificate }, _stop.Token);
        using var reader = new StreamReader(tls, Encoding.Latin1);
        await using var writer = new StreamWriter(tls, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            var words = line.Split(' ');
            if (words.Length > 1 && words[1].Equals("AUTHENTICATE", StringComparison.OrdinalIgnoreCase))
            {
                var token = words.Length > 3 ? words[3] : await AskAsync(reader, writer);
                var meant = Encoding.UTF8.GetString(Convert.FromBase64String(token)).Replace('\0', ' ');
                Quoted++;
                await writer.WriteLineAsync($"{words[0]} NO [AUTHENTICATIONFAILED] not {token} that is {meant}");
            }
            else if (words.Length > 1 && words[1].Equals("LOGIN", StringComparison.OrdinalIgnoreCase))
            {
                Quoted++;
                await writer.WriteLineAsync($"{words[0]} NO [AUTHENTICATIONFAILED] not {line}");
            }
            else
            {
                await writer.WriteLineAsync($"{words[0]} OK done");
            }
        }
    }

    private async Task<string> AskAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("+ ");
        return await reader.ReadLineAsync(_stop.Token) ?? "";
    }
}
