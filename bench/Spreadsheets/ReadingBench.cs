using System.Globalization;
using System.IO.Compression;
using DealerIntegration.Bench.Measuring;

namespace DealerIntegration.Bench.Spreadsheets;

/// <summary>Bare reading of a dealer's file (读取): every cell, with nothing done to it.</summary>
internal sealed class ReadingBench : IBench
{
    private readonly Action<string, int> _write;
    private readonly Reader _library;
    private readonly string _extension;
    private readonly (int Small, int Full) _rows;
    private readonly List<string> _remarks = [];
    private string _path = "";
    private Found _ours;
    private Found _theirs;

    private ReadingBench(string extension, Action<string, int> write, Reader library, (int Small, int Full) rows) =>
        (_extension, _write, _library, _rows) = (extension, write, library, rows);

    public string Name => $"spreadsheets-{_extension}";

    public string Floor => _extension == "xlsx"
        ? "the parts of the workbook unpacked and thrown away"
        : "the bytes of the file read";

    public string Baseline => $"{_library} alone, every value asked for, in this process";

    public long Rows { get; private set; }

    public int BaselineShare => 1;

    public IReadOnlyList<string> Remarks => _remarks;

    public static ReadingBench Xlsx() =>
        new("xlsx", StockWorkbook.Write, Reader.ExcelDataReader, (50_000, 1_000_000));

    public static ReadingBench Xls() =>
        new("xls", StockBiff.Write, Reader.ExcelDataReader, (20_000, StockBiff.MostRows));

    public static ReadingBench Csv() => new("csv", StockText.Write, Reader.CsvHelper, (100_000, 1_000_000));

    public async Task PrepareAsync(BenchLab lab, BenchScale scale, CancellationToken cancel)
    {
        Rows = scale == BenchScale.Full ? _rows.Full : _rows.Small;
        _path = Path.Combine(lab.Folder, $"stock.{_extension}");
        _write(_path, (int)Rows);
        await RememberAsync(_path, [Reader.Ours, _library], cancel);
        if (_extension == "xlsx")
        {
            var rows = scale == BenchScale.Full ? 100_000 : 10_000;
            var smaller = Path.Combine(lab.Folder, $"stock-{rows}.xlsx");
            _write(smaller, rows);
            await RememberAsync(smaller, [Reader.Ours, _library, Reader.ClosedXml], cancel);
        }

        await RunOursAsync(cancel);
    }

    public Task ResetAsync(CancellationToken cancel) => Task.CompletedTask;

    public async Task RunFloorAsync(CancellationToken cancel)
    {
        if (_extension != "xlsx")
        {
            await File.ReadAllBytesAsync(_path, cancel);
            return;
        }

        await using var zip = new ZipArchive(File.OpenRead(_path));
        foreach (var part in zip.Entries)
        {
            await using var stream = await part.OpenAsync(cancel);
            await stream.CopyToAsync(Stream.Null, 1 << 17, cancel);
        }
    }

    public Task RunBaselineAsync(CancellationToken cancel)
    {
        _theirs = FileReading.Read(_path, _library);
        return Task.CompletedTask;
    }

    public Task RunOursAsync(CancellationToken cancel)
    {
        _ours = FileReading.Read(_path, Reader.Ours);
        return Task.CompletedTask;
    }

    public Task CompareAsync(CancellationToken cancel)
    {
        var all = new Found(Rows + 1, (Rows + 1) * StockLines.Headings.Count);
        return _ours == all && _theirs == all
            ? Task.CompletedTask
            : throw new BenchException($"The file has {all}; ours found {_ours}, {_library} {_theirs}.");
    }

    // Memory can be told of one reader only in a process where there is no other.
    private async Task RememberAsync(string path, IReadOnlyList<Reader> readers, CancellationToken cancel)
    {
        var bytes = new FileInfo(path).Length;
        foreach (var reader in readers)
        {
            var m = await OwnProcess.MeasureAsync(path, reader, cancel);
            _remarks.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{Path.GetFileName(path)} ({bytes / 1048576.0:0.0} MB), {reader} in a process of its own: "
                + $"{m.Seconds:0.00} s, {m.CpuSeconds:0.00} CPU s, peak {m.PeakMb:0} MB"));
        }
    }
}
