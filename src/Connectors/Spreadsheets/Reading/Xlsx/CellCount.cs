using System.Text.Unicode;
using DealerIntegration.Connectors.Spreadsheets.Gate;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>Counts and checks cells on the first pass, so that later ones need neither.</summary>
internal sealed class CellCount(ReadingBudget budget, SharedStrings strings)
{
    /// <summary>Every cell of the part, also one that holds nothing.</summary>
    public long Cells { get; private set; }

    public void Cell()
    {
        Cells++;
        budget.Cells(1);
    }

    public void Merge() => budget.Merge();

    /// <summary>A text that many cells show counts each time: it is a text in each of them.</summary>
    /// <exception cref="DamagedPartException">The value is no text, or that of no shared text.</exception>
    public void Value(XlsxType type, ReadOnlySpan<byte> value)
    {
        if (type == XlsxType.Shared)
        {
            budget.Characters(strings.Characters(SharedStrings.IndexOf(value)));
            return;
        }

        if (type == XlsxType.Text && !Utf8.IsValid(value))
        {
            throw new DamagedPartException("its text is not in the encoding that it names");
        }

        budget.Characters(value.Length);
    }
}
