using System.Net;
using System.Net.Sockets;

namespace DealerIntegration.Worker.Tests.Servers;

/// <summary>Ports of this machine that only it can reach.</summary>
internal static class Ports
{
    /// <summary>Waits until somebody listens there.</summary>
    public static async Task WaitAsync(int port, Func<string> whatIsSaid)
    {
        for (var tries = 0; tries < 1200; tries++)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }

        Assert.Fail($"Nobody listens on port {port}: {whatIsSaid()}");
    }
}
