using DealerIntegration.Connectors.Spreadsheets.Gate;
using DealerIntegration.Connectors.Spreadsheets.Uploads;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>
/// A dealer's file as cells (已打开文件), or the reason why it was not opened. Opened once, whatever it then turns out
/// to be.
/// </summary>
public sealed class OpenedFile
{
    private OpenedFile(string name, FileKind kind, IReadOnlyList<SheetGrid> sheets, Finding? refusal)
    {
        Name = name;
        Kind = kind;
        Sheets = sheets;
        Refusal = refusal;
    }

    public string Name { get; }

    public FileKind Kind { get; }

    public Finding? Refusal { get; }

    /// <summary>Every sheet but the one that a reply of ours has put in front.</summary>
    internal IReadOnlyList<SheetGrid> Sheets { get; }

    /// <summary>Passes a file through the gate and reads its cells. Never an exception.</summary>
    public static OpenedFile Open(byte[] content, string name)
    {
        var gate = WorkbookGate.Check(content, name);
        if (!gate.MayOpen)
        {
            return new OpenedFile(name, gate.Kind, [], gate.Refusal);
        }

        IWorkbookReader reader = gate.Kind == FileKind.Csv ? new DelimitedReader() : new XlsxReader();
        var grid = reader.Read(content);
        return grid.Refusal is not null
            ? new OpenedFile(name, FileKind.Unknown, [], grid.Refusal)
            : new OpenedFile(
                name, gate.Kind, [.. grid.Sheets.Where(s => s.Name != UploadReader.ResultSheet)], null);
    }
}
