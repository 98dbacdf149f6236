using System.IO.Compression;

namespace DealerIntegration.Connectors.Spreadsheets.Gate;

/// <summary>Reads a zip entry, counting what really comes out of it and stopping at a limit.</summary>
internal sealed class MeteredStream(Stream inner, long limit) : Stream
{
    private readonly Crc32 crc = new();

    public long Count { get; private set; }

    public bool OverLimit { get; private set; }

    /// <summary>Whether the entry holds what the directory says of it; known once it was read to its end.</summary>
    public bool Agrees(ZipArchiveEntry entry) => Count == entry.Length && crc.Value == entry.Crc32;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (OverLimit)
        {
            return 0;
        }

        var read = inner.Read(buffer);
        crc.Append(buffer[..read]);
        Count += read;
        OverLimit = Count > limit;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Reads on to the end, so that count and checksum cover the whole entry.</summary>
    public void Drain()
    {
        var buffer = new byte[16 * 1024];
        while (Read(buffer.AsSpan()) > 0)
        {
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
