using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace DealerIntegration.Simulators.Serving;

/// <summary>
/// Writes answers that no web server would (断流): it goes past the server to the socket, so that the connection can end
/// in the middle of an answer, in an orderly way or not.
/// </summary>
internal static class CutAnswer
{
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(5);

    public static async Task WriteAsync(HttpContext context, string fault, byte[] body)
    {
        var half = body.AsMemory(0, body.Length / 2);
        var bytes = fault switch
        {
            "truncateChunked" => Bytes(
                context,
                "Transfer-Encoding: chunked",
                [.. Encoding.ASCII.GetBytes($"{half.Length:X}\r\n"), .. half.Span, .. "\r\n"u8]),
            "truncateUnframed" or "truncateReset" => Bytes(context, "Connection: close", half.Span),
            "truncateCompressed" => Compressed(context, body),
            _ => Bytes(context, $"Content-Length: {body.Length}", half.Span),
        };
        try
        {
            await CutAsync(context, bytes, isReset: fault == "truncateReset");
        }
        catch (Exception gone) when (gone is ObjectDisposedException or SocketException)
        {
            // The caller saw from the first bytes that something is wrong and hung up before we did.
            context.Abort();
        }
    }

    private static async Task CutAsync(HttpContext context, byte[] bytes, bool isReset)
    {
        var socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        await socket.SendAsync(bytes);
        if (isReset)
        {
            // A reset overtakes what is still on its way: the first half must have arrived.
            await Task.Delay(50, CancellationToken.None);
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close();
            return;
        }

        socket.Shutdown(SocketShutdown.Send);
        await GoneAsync(context);
    }

    // An abort throws away what the network still holds: the caller must have read what was sent and hung up.
    private static async Task GoneAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await Task.WhenAny(gone.Task, Task.Delay(LongestGoodbye));
        context.Abort();
    }

    private static byte[] Compressed(HttpContext context, byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body);
        }

        var half = packed.ToArray().AsSpan(0, (int)packed.Length / 2);
        // The answer seems whole, and its connection must not be taken for the next call.
        return Bytes(
            context, $"Content-Encoding: gzip\r\nContent-Length: {half.Length}\r\nConnection: close", half);
    }

    private static byte[] Bytes(HttpContext context, string framing, ReadOnlySpan<byte> body)
    {
        var response = context.Response;
        var head = new StringBuilder($"HTTP/1.1 {response.StatusCode} Cut\r\nContent-Type: {response.ContentType}\r\n");
        foreach (var (name, values) in response.Headers.Where(
            header => header.Key is not ("Content-Length" or "Content-Type" or "Transfer-Encoding")))
        {
            foreach (var value in values)
            {
                head.Append(name).Append(": ").Append(value).Append("\r\n");
            }
        }

        head.Append(framing).Append("\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head.ToString()), .. body];
    }
}
