using System.Buffers.Binary;
using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xls;

/// <summary>What the file itself says of a cell that is no plain value.</summary>
/// <param name="Text">The error, or the text that the formula gave; null for a formula with another result.</param>
internal readonly record struct BiffResult(string? Text, bool IsError);

/// <summary>
/// Finds the cells of an old workbook that hold an error or a formula. The reading library shows an error, and the text
/// of an array formula, as an empty cell; what is empty is accepted: a sum that failed would vanish without a word.
/// </summary>
internal sealed class BiffFormulas
{
    private const int BoundSheet = 0x0085;
    private const int BeginOfSheet = 0x0809;
    private const int EndOfSheet = 0x000A;
    private const int BooleanOrError = 0x0205;
    private const int Formula = 0x0006;
    private const int OldFormula = 0x0406;
    private const int FormulaText = 0x0207;

    private readonly List<Dictionary<(int Row, int Column), BiffResult>> _sheets = [];

    public static BiffFormulas Find(byte[] content)
    {
        var found = new BiffFormulas();
        var stream = CompoundFile.Workbook(content);
        foreach (var start in SheetStarts(stream))
        {
            found._sheets.Add(Sheet(stream, start));
        }

        return found;
    }

    /// <param name="sheet">Its position among the worksheets, from 0.</param>
    public IReadOnlyDictionary<(int Row, int Column), BiffResult> Of(int sheet) =>
        sheet < _sheets.Count ? _sheets[sheet] : new Dictionary<(int Row, int Column), BiffResult>();

    private static List<int> SheetStarts(byte[] stream)
    {
        var starts = new List<int>();
        foreach (var (kind, start, length) in Records(stream, 0))
        {
            // Type 0 is a worksheet; charts and macro sheets have others.
            if (kind == BoundSheet && length >= 6 && stream[start + 5] == 0)
            {
                starts.Add(BinaryPrimitives.ReadInt32LittleEndian(stream.AsSpan(start)));
            }
        }

        return starts;
    }

    private static Dictionary<(int Row, int Column), BiffResult> Sheet(byte[] stream, int from)
    {
        var cells = new Dictionary<(int, int), BiffResult>();
        (int, int)? last = null;
        foreach (var (kind, start, length) in Records(stream, from))
        {
            var record = stream.AsSpan(start, length);
            switch (kind)
            {
                case BooleanOrError when length >= 8 && record[7] == 1:
                    cells[Place(record)] = new BiffResult(ErrorText(record[6]), IsError: true);
                    break;
                case Formula or OldFormula when length >= 14:
                    last = Place(record);
                    cells[last.Value] = record[12] == 0xFF && record[13] == 0xFF && record[6] == 2
                        ? new BiffResult(ErrorText(record[8]), IsError: true)
                        : default;
                    break;
                case FormulaText when last is { } formula && length >= 3:
                    cells[formula] = new BiffResult(TextOf(record), IsError: false);
                    break;
            }
        }

        return cells;
    }

    // Two bytes for the length, one that says whether the characters have one byte or two.
    private static string TextOf(ReadOnlySpan<byte> record)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(record);
        var wide = (record[2] & 1) == 1;
        var bytes = record[3..Math.Min(record.Length, 3 + (wide ? 2 * length : length))];
        return wide ? Encoding.Unicode.GetString(bytes) : Encoding.Latin1.GetString(bytes);
    }

    /// <summary>Records up to the end of the part that starts here; charts inside it are passed over.</summary>
    private static IEnumerable<(int Kind, int Start, int Length)> Records(byte[] stream, int from)
    {
        var depth = 0;
        for (var at = Math.Max(from, 0); at + 4 <= stream.Length;)
        {
            var kind = BinaryPrimitives.ReadUInt16LittleEndian(stream.AsSpan(at));
            var length = BinaryPrimitives.ReadUInt16LittleEndian(stream.AsSpan(at + 2));
            if (at + 4 + length > stream.Length)
            {
                yield break;
            }

            depth += kind == BeginOfSheet ? 1 : kind == EndOfSheet ? -1 : 0;
            if (depth <= 0)
            {
                yield break;
            }

            if (depth == 1)
            {
                yield return (kind, at + 4, length);
            }

            at += 4 + length;
        }
    }

    private static (int Row, int Column) Place(ReadOnlySpan<byte> record) => (
        BinaryPrimitives.ReadUInt16LittleEndian(record) + 1, BinaryPrimitives.ReadUInt16LittleEndian(record[2..]) + 1);

    private static string ErrorText(byte code) => code switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#ERROR!",
    };
}
