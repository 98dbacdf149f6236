using System.Buffers;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>A row as the file stores it (原始行): its cells, and the bytes of their values one behind the other.</summary>
internal sealed class StoredRow : IBufferWriter<byte>
{
    private byte[] _values = new byte[1024];
    private int _written;

    /// <summary>The number a person sees.</summary>
    public int Number { get; set; }

    public bool Hidden { get; set; }

    /// <summary>In the order of their columns.</summary>
    public List<XlsxCell> Cells { get; } = [];

    /// <summary>Bytes that values have so far.</summary>
    public int Written => _written;

    public ReadOnlySpan<byte> Value(in XlsxCell cell) => _values.AsSpan(cell.Start, cell.Length);

    /// <summary>The bytes that were appended since then.</summary>
    public ReadOnlySpan<byte> Since(int start) => _values.AsSpan(start, _written - start);

    public void Clear()
    {
        Cells.Clear();
        _written = 0;
    }

    public void Append(ReadOnlySpan<byte> value)
    {
        value.CopyTo(GetSpan(value.Length));
        _written += value.Length;
    }

    public void Advance(int count) => _written += count;

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        if (_values.Length - _written < Math.Max(sizeHint, 1))
        {
            Array.Resize(ref _values, Math.Max(_values.Length * 2, _written + sizeHint));
        }

        return _values.AsSpan(_written);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        GetSpan(sizeHint);
        return _values.AsMemory(_written);
    }
}
