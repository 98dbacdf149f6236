using DealerIntegration.Connectors.Spreadsheets.Gate;
using DealerIntegration.Connectors.Spreadsheets.Reading.Xls;
using DealerIntegration.Connectors.Spreadsheets.Templates;
using DealerIntegration.Connectors.Spreadsheets.Uploads;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>
/// A dealer's file as cells (已打开文件), or the reason why it was not opened. Opened once, whatever it then turns out
/// to be.
/// </summary>
public sealed class OpenedFile
{
    // The library was measured to take 320 MB for so many.
    private const long MostLibraryRows = 50_000;
    private const long MostLibraryCells = 600_000;

    private OpenedFile(
        string name, byte[] content, FileKind kind, IReadOnlyList<SheetGrid> sheets, Finding? refusal)
    {
        Name = name;
        Content = content;
        Kind = kind;
        Sheets = sheets;
        Refusal = refusal;
    }

    public string Name { get; }

    /// <summary>The bytes as they were sent.</summary>
    public byte[] Content { get; }

    public FileKind Kind { get; }

    public Finding? Refusal { get; }

    /// <summary>
    /// Whether the library that marks workbooks may open the file: it holds every cell as objects. A larger file is
    /// answered by what is written as a stream.
    /// </summary>
    public bool FitsWorkbookLibrary =>
        Sheets.Sum(s => s.RowCount) <= MostLibraryRows && Sheets.Sum(s => s.CellCount) <= MostLibraryCells;

    /// <summary>Every sheet but those that a reply or a template of ours has added.</summary>
    internal IReadOnlyList<SheetGrid> Sheets { get; }

    /// <summary>Passes a file through the gate and reads its cells. Never an exception.</summary>
    /// <param name="isolation">Where a file is read that can hang its reader (.xls).</param>
    /// <param name="limits">How large a file may be; null: as a person's.</param>
    public static OpenedFile Open(
        byte[] content, string name, ReadingProcess isolation, GateLimits? limits = null) =>
        Open(content, name, bytes => isolation.Read(bytes, limits), limits);

    /// <summary>The same file with other cells: those of a correction in their place.</summary>
    internal OpenedFile With(IReadOnlyList<SheetGrid> sheets) => new(Name, Content, Kind, sheets, Refusal);

    internal static OpenedFile Open(
        byte[] content, string name, Func<byte[], GridResult> readOld, GateLimits? limits = null)
    {
        var gate = WorkbookGate.Check(content, name, limits);
        if (!gate.MayOpen)
        {
            return new OpenedFile(name, content, gate.Kind, [], gate.Refusal);
        }

        var grid = gate.Kind switch
        {
            FileKind.Csv => new DelimitedReader(limits, gate.Detection).Read(content),
            FileKind.Xls => readOld(content),
            _ => new XlsxReader(limits).Read(content),
        };
        return grid.Refusal is not null
            ? new OpenedFile(name, content, FileKind.Unknown, [], grid.Refusal)
            : new OpenedFile(
                name, content, gate.Kind,
                [.. grid.Sheets.Where(s => s.Name != UploadReader.ResultSheet && !TemplateSheets.IsOurs(s.Name))],
                null);
    }
}
