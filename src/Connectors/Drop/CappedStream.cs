namespace DealerIntegration.Connectors.Drop;

/// <summary>Memory that refuses to grow beyond what was announced (限长缓冲), whatever a server goes on sending.</summary>
internal sealed class CappedStream(long most) : MemoryStream
{
    /// <summary>True once more came than was announced; what came beyond is not kept.</summary>
    public bool IsOver { get; private set; }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Length + buffer.Length > most)
        {
            IsOver = true;
            return;
        }

        base.Write(buffer);
    }
}
