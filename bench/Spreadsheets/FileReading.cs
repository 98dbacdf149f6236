using System.Text;
using ClosedXML.Excel;
using CsvHelper;
using DealerIntegration.Connectors.Spreadsheets.Gate;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Worker.Hosting;
using ExcelDataReader;

namespace DealerIntegration.Bench.Spreadsheets;

/// <summary>Who reads.</summary>
internal enum Reader
{
    Ours,
    ExcelDataReader,
    ClosedXml,
    CsvHelper,
}

/// <summary>What a reader found: that all of them found the same makes them comparable.</summary>
internal readonly record struct Found(long Rows, long Cells);

/// <summary>Reads a file to its last cell, each value as the reader hands it out, and keeps none.</summary>
internal static class FileReading
{
    /// <summary>As a hub is set up that takes lists of a million rows.</summary>
    public static readonly GateLimits Wide = new UploadOptions
    {
        FileMegabytes = 256, Cells = 15_000_000, Characters = 200_000_000,
    }.Limits();

    public static Found Read(string path, Reader reader) => reader switch
    {
        Reader.Ours => Ours(path),
        Reader.ExcelDataReader => Library(path),
        Reader.ClosedXml => WithObjects(path),
        _ => Delimited(path),
    };

    // As an upload does: gate, first pass, and a pass over the rows.
    private static Found Ours(string path)
    {
        var file = OpenedFile.Open(File.ReadAllBytes(path), Path.GetFileName(path), OldWorkbooks.Process(), Wide);
        if (file.Refusal is { } refusal)
        {
            throw new InvalidDataException(refusal.Message.English);
        }

        var (rows, cells) = (0L, 0L);
        foreach (var row in file.Sheets.SelectMany(s => s.Rows))
        {
            rows++;
            foreach (var cell in row.Cells)
            {
                cells += cell.Text.Length > 0 ? 1 : 0;
            }
        }

        return new Found(rows, cells);
    }

    private static Found Library(string path)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var stream = new MemoryStream(File.ReadAllBytes(path), writable: false);
        using var reader = ExcelReaderFactory.CreateReader(stream);
        var (rows, cells) = (0L, 0L);
        do
        {
            while (reader.Read())
            {
                rows++;
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    cells += reader.GetValue(i) is null ? 0 : 1;
                }
            }
        }
        while (reader.NextResult());
        return new Found(rows, cells);
    }

    private static Found WithObjects(string path)
    {
        using var workbook = new XLWorkbook(path);
        var (rows, cells) = (0L, 0L);
        foreach (var row in workbook.Worksheets.SelectMany(s => s.RowsUsed()))
        {
            rows++;
            cells += row.CellsUsed().Count(c => c.Value is not null);
        }

        return new Found(rows, cells);
    }

    private static Found Delimited(string path)
    {
        using var reader = CsvReader.Create(
            File.ReadAllBytes(path), new CsvReaderOptions { HasHeader = false, SkipEmptyLines = false });
        var (rows, cells) = (0L, 0L);
        while (reader.Read())
        {
            rows++;
            for (var i = 0; i < reader.FieldCount; i++)
            {
                cells += reader.GetString(i).Length > 0 ? 1 : 0;
            }
        }

        return new Found(rows, cells);
    }
}
