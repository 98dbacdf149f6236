using CsvHelper;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>What the first pass over a delimited file finds out: its length, and where its last rows begin.</summary>
/// <param name="mostRows">Of the last rows.</param>
/// <param name="mostCells">Of all of them together.</param>
internal sealed class CsvSurvey(int mostRows, int mostCells)
{
    private readonly (long Start, int Cells)[] _last = new (long, int)[mostRows];
    private long _records;

    /// <summary>Records with a cell.</summary>
    public long Rows { get; private set; }

    public long Cells { get; private set; }

    public void Add(CsvReader reader)
    {
        _last[_records++ % mostRows] = (reader.ByteOffset, reader.FieldCount);
        Rows += reader.FieldCount > 1 || !reader.IsEmpty(0) ? 1 : 0;
        Cells += reader.FieldCount;
    }

    /// <summary>The first of the last records: its number, from 1, and where it begins in bytes of the text.</summary>
    public (int Number, int Start) Tail()
    {
        var (first, room) = (_records, mostCells);
        while (first > Math.Max(0, _records - mostRows) && (room -= _last[(first - 1) % mostRows].Cells) >= 0)
        {
            first--;
        }

        return ((int)first + 1, first == _records ? -1 : (int)_last[first % mostRows].Start);
    }
}
