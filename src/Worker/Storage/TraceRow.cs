using DealerIntegration.Domain.Diversion.Events;
using DealerIntegration.Worker.Pipelines.Diversion.Index;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// The columns of trace-lives.sql and shipped-lives.sql, one row at a time, without a text for each value. What is
/// short is put aside, because the bytes of a column only last until the next one is read.
/// </summary>
internal sealed class TraceRow
{
    private readonly Dictionary<string, TraceStep> _steps = Enum.GetValues<TraceStep>()
        .ToDictionary(step => step.ToString().ToUpperInvariant(), StringComparer.OrdinalIgnoreCase);

    private readonly TextPool _pool = new();
    private readonly byte[][] _parts = [[], [], [], [], []];
    private readonly int[] _lengths = new int[5];
    private long _seq;
    private long _at;
    private string _word = "";

    /// <summary>Reads a trace event; the codes are read from the row by <see cref="Event"/>.</summary>
    public void Read(CopyRow row)
    {
        _seq = row.Long();
        _word = row.Text(_pool);
        _at = row.Long();
        for (var part = 0; part < _parts.Length; part++)
        {
            Keep(part, row.Bytes());
        }
    }

    /// <summary>The event that was read, with the codes as the row has them next.</summary>
    public DraftEvent Event(CopyRow row) => new()
    {
        Seq = _seq,
        Step = _steps[_word],
        At = _at,
        Parent = Part(0),
        Product = Part(1),
        From = Part(2),
        To = Part(3),
        Document = Part(4),
        Codes = row.Bytes(),
    };

    /// <summary>Reads a row of the flat list and hands it to a draft.</summary>
    public void AddShipped(CopyRow row, IndexDraft draft)
    {
        _seq = row.Long();
        _word = row.Text(_pool);
        _at = row.Long();
        for (var part = 0; part < 4; part++)
        {
            Keep(part, row.Bytes());
        }

        var follows = row.Bool();
        draft.AddShipped(
            new DraftEvent
            {
                Seq = _seq,
                Step = TraceStep.Ship,
                At = _at,
                Parent = Part(0),
                Product = Part(1),
                To = Part(2),
                Document = Part(3),
                Codes = row.Bytes(),
            },
            follows,
            _word == "item");
    }

    private void Keep(int part, ReadOnlySpan<byte> bytes)
    {
        if (_parts[part].Length < bytes.Length)
        {
            _parts[part] = new byte[bytes.Length * 2];
        }

        bytes.CopyTo(_parts[part]);
        _lengths[part] = bytes.Length;
    }

    private ReadOnlySpan<byte> Part(int part) => _parts[part].AsSpan(0, _lengths[part]);
}
