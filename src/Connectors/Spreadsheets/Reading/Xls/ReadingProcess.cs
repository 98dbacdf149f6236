using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using DealerIntegration.Connectors.Spreadsheets.Gate;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xls;

/// <summary>
/// Reads a file that can hang its reader in a process of its own (隔离读取), with a limit on time and memory. The child
/// gets the bytes and nothing else: no setting, no secret, no connection.
/// </summary>
/// <param name="program">What to start; it must end up in <see cref="Serve"/>.</param>
/// <param name="arguments">Its arguments.</param>
public sealed class ReadingProcess(string program, IReadOnlyList<string> arguments)
{
    private const long HeapBytes = 512L * 1024 * 1024;

    // Two million cells of ordinary length.
    private const long SpoolBytes = 128L * 1024 * 1024;

    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The child's part: a file on standard input, its length first; its grids on standard output.</summary>
    public static void Serve(Stream input, Stream output)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        input.ReadExactly(length);
        var content = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
        input.ReadExactly(content);
        new XlsReader().Send(content, output);
    }

    internal GridResult Read(byte[] content, GateLimits? limits = null)
    {
        using var child = new Process { StartInfo = Start() };
        child.Start();
        using var limit = new Timer(_ => Kill(child), null, Limit, Timeout.InfiniteTimeSpan);
        var errors = child.StandardError.ReadToEndAsync();
        try
        {
            var feeding = Task.Run(() => Feed(child, content));
            var spool = Spool(child.StandardOutput.BaseStream);
            feeding.GetAwaiter().GetResult();
            return GridSpool.Read(spool.GetBuffer(), (int)spool.Length, limits ?? GateLimits.Default);
        }
        catch (FileRefusedException e)
        {
            Kill(child);
            return new GridResult([], e.Refusal);
        }
        catch (IOException)
        {
            // It ended without an answer: out of time, out of memory, or it fell over. All say the same of the file.
            Kill(child);
            child.WaitForExit();
            var words = errors.GetAwaiter().GetResult().Split('\n', 2)[0].Trim();
            return new GridResult([], Refusals.TooHard(
                $"{Limit.TotalSeconds:0} s, {HeapBytes / 1024 / 1024} MiB" + (words.Length > 0 ? $"; {words}" : "")));
        }
    }

    private static MemoryStream Spool(Stream output)
    {
        var spool = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = output.Read(buffer)) > 0;)
        {
            if (spool.Length + read > SpoolBytes)
            {
                throw new FileRefusedException(Refusals.TooManyCells(
                    $"超过 {SpoolBytes:N0} 字节", $"over {SpoolBytes:N0} bytes"));
            }

            spool.Write(buffer.AsSpan(0, read));
        }

        return spool;
    }

    private ProcessStartInfo Start()
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var kept = start.Environment.Where(v => v.Key is "PATH" or "DOTNET_ROOT" or "HOME" or "LANG" or "TMPDIR")
            .ToDictionary(v => v.Key, v => v.Value);
        start.Environment.Clear();
        foreach (var (name, value) in kept)
        {
            start.Environment[name] = value;
        }

        start.Environment["DOTNET_GCHeapHardLimit"] = HeapBytes.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";

        // It lives for a second: what it could learn of itself while it runs comes too late.
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }

    private static void Feed(Process child, byte[] content)
    {
        using var input = child.StandardInput.BaseStream;
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        input.Write(length);
        input.Write(content);
    }

    private static void Kill(Process child)
    {
        try
        {
            child.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself in the meantime.
        }
    }
}
