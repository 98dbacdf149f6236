using ClosedXML.Excel;

namespace DealerIntegration.Worker.Tests.Pipelines.Statements;

/// <summary>A statement as a dealer fills it in: found by its labels, as a person finds them.</summary>
internal sealed class ReturnedStatement : IDisposable
{
    private XLWorkbook _workbook;

    public ReturnedStatement(byte[] content) => _workbook = new XLWorkbook(new MemoryStream(content));

    private IXLWorksheet Main => _workbook.Worksheet("对账单 Statement");

    private IXLWorksheet Differences => _workbook.Worksheet("差异 Differences");

    public ReturnedStatement Balance(string answer, string? reason = null, string? by = null)
    {
        Beside("对期末余额的答复").SetValue<string>(answer);
        Beside("异议原因").SetValue<string>(reason ?? "");
        Beside("经办人").SetValue<string>(by ?? "");
        return this;
    }

    /// <summary>Answers the row of a document of ours.</summary>
    public ReturnedStatement Item(string document, string answer, string? reason = null)
    {
        var row = RowOf(document);
        row.Cell(10).SetValue<string>(answer);
        row.Cell(11).SetValue<string>(reason ?? "");
        return this;
    }

    /// <summary>What the statement says about an earlier answer to the row of a document.</summary>
    public string Earlier(string document) => RowOf(document).Cell(9).GetString();

    public byte[] Save()
    {
        using var stream = new MemoryStream();
        _workbook.SaveAs(stream, validate: false, evaluateFormulae: false);
        _workbook.Dispose();
        // The library goes on with what it saved; the dealer with a file.
        _workbook = new XLWorkbook(new MemoryStream(stream.ToArray()));
        return stream.ToArray();
    }

    public void Dispose() => _workbook.Dispose();

    private IXLRow RowOf(string document) =>
        Differences.RowsUsed().Single(r => r.Cell(2).GetString() == document);

    private IXLCell Beside(string label) => Main.Column(1).CellsUsed()
        .First(c => c.GetString().StartsWith(label, StringComparison.Ordinal)).CellRight();
}
