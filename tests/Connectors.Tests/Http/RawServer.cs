using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DealerIntegration.Connectors.Tests.Http;

/// <summary>
/// Answers each connection with the next scripted bytes and hangs up: broken answers that no web server gives.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private int _calls;

    public RawServer(params string[] answers)
    {
        _listener.Start();
        _serving = ServeAsync(answers);
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public int Calls => Volatile.Read(ref _calls);

    public static string Whole(
        string body, string type = "application/json", string status = "200 OK", string headers = "") =>
        $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
        + $"{headers}Connection: close\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync(string[] answers)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var answer = answers[Math.Min(Interlocked.Increment(ref _calls), answers.Length) - 1];
                var stream = client.GetStream();
                await ReadHeadAsync(stream, _stop.Token);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), _stop.Token);
                client.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped by the test.
        }
    }

    private static async Task ReadHeadAsync(NetworkStream stream, CancellationToken cancel)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, cancel);
            if (read == 0)
            {
                return;
            }

            head.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
    }
}
