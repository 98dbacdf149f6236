using System.Net;
using System.Net.Sockets;

namespace DealerIntegration.Worker.Tests.Servers;

/// <summary>
/// The line between the hub and a server, which a test can cut: after so many bytes of one direction, or altogether.
/// </summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<TcpClient> _open = [];
    private readonly int _server;
    private readonly Task _accepting;
    private long _upstreamLeft = long.MaxValue;
    private long _downstreamLeft = long.MaxValue;
    private volatile bool _down;

    public Wire(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How often it was cut by a limit.</summary>
    public int Cuts { get; private set; }

    /// <summary>Cuts once, after so many more bytes to the server.</summary>
    public void CutAfterSending(long bytes) => Interlocked.Exchange(ref _upstreamLeft, bytes);

    /// <summary>Cuts once, after so many more bytes from the server.</summary>
    public void CutAfterReceiving(long bytes) => Interlocked.Exchange(ref _downstreamLeft, bytes);

    /// <summary>Cuts what is open and connects nobody any more.</summary>
    public void GoDown()
    {
        _down = true;
        CloseAll();
    }

    public void ComeUp() => _down = false;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        CloseAll();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_end.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                return;
            }

            if (_down)
            {
                client.Dispose();
                continue;
            }

            _ = RelayAsync(client);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var server = new TcpClient();
        lock (_open)
        {
            _open.AddRange([client, server]);
        }

        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _server);
            await Task.WhenAny(
                CopyAsync(client.GetStream(), server.GetStream(), upstream: true),
                CopyAsync(server.GetStream(), client.GetStream(), upstream: false));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException
            or InvalidOperationException)
        {
            // One of the two has gone: so has the line.
        }
        finally
        {
            client.Dispose();
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, bool upstream)
    {
        var buffer = new byte[4096];
        try
        {
            for (int read; (read = await from.ReadAsync(buffer)) > 0;)
            {
                ref var left = ref upstream ? ref _upstreamLeft : ref _downstreamLeft;
                if (Interlocked.Add(ref left, -read) <= 0)
                {
                    // Once: whoever connects again gets through.
                    Interlocked.Exchange(ref left, long.MaxValue);
                    Cuts++;
                    return;
                }

                await to.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Closed at one end.
        }
    }

    private void CloseAll()
    {
        lock (_open)
        {
            _open.ForEach(client => client.Dispose());
            _open.Clear();
        }
    }
}
