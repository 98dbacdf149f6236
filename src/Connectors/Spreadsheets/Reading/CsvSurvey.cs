using CsvHelper;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>What the first pass over a delimited file finds out: how long it is and where its last rows begin.</summary>
internal sealed class CsvSurvey(int most)
{
    private readonly long[] _starts = new long[most];
    private long _records;

    /// <summary>Records with a cell.</summary>
    public long Rows { get; private set; }

    public long Cells { get; private set; }

    /// <summary>Number of the first of the last records, from 1.</summary>
    public int TailRow => (int)Math.Max(0, _records - most) + 1;

    /// <summary>Where that record begins, in bytes of the text.</summary>
    public long TailStart => _records == 0 ? 0 : _starts[(TailRow - 1) % most];

    public void Add(CsvReader reader)
    {
        _starts[_records++ % most] = reader.ByteOffset;
        Rows += reader.FieldCount > 1 || !reader.IsEmpty(0) ? 1 : 0;
        Cells += reader.FieldCount;
    }
}
