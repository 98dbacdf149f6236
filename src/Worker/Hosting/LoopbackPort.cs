using System.Net;
using System.Net.Sockets;

namespace DealerIntegration.Worker.Hosting;

/// <summary>Finds ports of the loopback address for programs that are about to start.</summary>
internal static class LoopbackPort
{
    // Below what Linux, macOS and Windows give to outgoing connections: a port the system picked itself may be somebody
    // else's again before the program listens on it.
    private const int First = 20_000;
    private const int Count = 12_000;

    private static int _last = Random.Shared.Next(Count);

    /// <summary>A port that nobody listens on and that this process has not given out lately.</summary>
    public static int Free()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + ((Interlocked.Increment(ref _last) & int.MaxValue) % Count);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new IOException($"All ports from {First} to {First + Count - 1} of 127.0.0.1 are taken.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
