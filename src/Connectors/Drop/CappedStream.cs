namespace DealerIntegration.Connectors.Drop;

/// <summary>
/// Memory for exactly what was announced (限长缓冲), whatever a server goes on sending: what comes beyond is counted, not
/// kept.
/// </summary>
internal sealed class CappedStream(long announced) : Stream
{
    private readonly byte[] _content = new byte[announced];
    private long _came;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _came;

    public override long Position
    {
        get => _came;
        set => throw new NotSupportedException("It is only written to, from the first byte to the last.");
    }

    /// <summary>What came, or null when it was not as long as announced.</summary>
    public byte[]? Whole => _came == _content.LongLength ? _content : null;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var room = (int)long.Clamp(_content.LongLength - _came, 0, buffer.Length);
        buffer[..room].CopyTo(_content.AsSpan((int)long.Min(_came, _content.LongLength)));
        _came += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // It lies in memory as soon as it is written.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
