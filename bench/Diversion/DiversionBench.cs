using System.Diagnostics;
using System.Globalization;
using DealerIntegration.Bench.Commands;
using DealerIntegration.Bench.Measuring;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Diversion.Index;
using Npgsql;
using NpgsqlTypes;

namespace DealerIntegration.Bench.Diversion;

/// <summary>How the codes come to the check that is measured.</summary>
internal enum BenchCodes
{
    /// <summary>The index is there, as on any day but the first.</summary>
    Resident,

    /// <summary>The index is made of the events within the measured time.</summary>
    Made,
}

/// <summary>Diversion check of a month (窜货比对): owner look-up and territory, or with work for every signal.</summary>
internal sealed class DiversionBench : IBench
{
    // Counties of the list of areas that have a dealer; each dealer has one or two.
    private const int Areas = 3_000;

    // The last version number after diversion-increment.sql.
    private const long AfterIncrement = 800_000_000;

    private readonly bool _withSignals;
    private readonly BenchCodes _codes;
    private readonly List<string> _remarks = [];
    private BenchLab _lab = null!;
    private CopyFloor _floor = null!;

    private DiversionBench(string name, bool withSignals, BenchCodes codes) =>
        (Name, _withSignals, _codes) = (name, withSignals, codes);

    public string Name { get; }

    public string Floor =>
        "COPY out of the scans, COPY in of the verdicts that are not clean, without keys; no code is read";

    public string? Baseline => _withSignals
        ? null
        : "SQL join of scans, codes, cartons, pallets and territories that writes the rows that are not clean; no "
          + "evidence";

    public long Rows { get; private set; }

    public int BaselineShare => 1;

    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Nearly every scan is at home, and the index of the codes is there.</summary>
    public static DiversionBench Match() => new("diversion-match", false, BenchCodes.Resident);

    /// <summary>The same with the index made of all events each time.</summary>
    public static DiversionBench Load() => new("diversion-load", false, BenchCodes.Made);

    /// <summary>Something to look at for every signal.</summary>
    public static DiversionBench All() => new("diversion-all", true, BenchCodes.Resident);

    public async Task PrepareAsync(BenchLab lab, BenchScale scale, CancellationToken cancel)
    {
        var (scans, codes, dealers) = scale == BenchScale.Full
            ? (10_000_000, 50_000_000, 2_000)
            : (50_000, 100_000, 200);
        _lab = lab;
        Rows = scans;
        await lab.ExecuteAsync(BenchSql.Load("bench-run"), cancel);
        await AddAreasAsync(dealers, cancel);
        var sizes = new (string, long)[] { ("scans", scans), ("codes", codes), ("dealers", dealers) };
        await lab.ExecuteAsync(BenchSql.Load("diversion-data", sizes), cancel);
        if (_withSignals)
        {
            await lab.ExecuteAsync(BenchSql.Load("diversion-signals", sizes), cancel);
        }

        await RunOursAsync(cancel);
        if (_codes == BenchCodes.Resident)
        {
            await TellOfIndexAsync(sizes, cancel);
        }

        _floor = new CopyFloor(lab).Out(
            """
            SELECT code, scanned_at, area_code, event_id, actor, place, device, latitude, longitude FROM canonical.scan
            """);
        await _floor.TakeAsync("result", "scan_verdict", cancel);
    }

    public async Task ResetAsync(CancellationToken cancel)
    {
        await _floor.ResetAsync(cancel);
        await _lab.ExecuteAsync(
            "TRUNCATE result.scan_verdict, result.diversion_case, result.home_sighting, result.custody_problem",
            cancel);
        if (_codes == BenchCodes.Made)
        {
            // A version more, so that the book that is open is of another day, and no file to begin with.
            foreach (var file in Directory.GetFiles(Path.Combine(_lab.Paths.Data, "codes"), "*.index"))
            {
                File.Delete(file);
            }

            await _lab.ExecuteAsync("SELECT nextval('canonical.version_seq')", cancel);
        }
    }

    public Task RunFloorAsync(CancellationToken cancel) => _floor.RunAsync(cancel);

    public Task RunBaselineAsync(CancellationToken cancel) =>
        _lab.ExecuteAsync($"BEGIN; {BenchSql.Load("diversion-baseline")} COMMIT", cancel);

    public Task RunOursAsync(CancellationToken cancel) =>
        _lab.RunAsync(new RunRequest("match-diversion", "", "2026-10", "bench"), cancel);

    public async Task CompareAsync(CancellationToken cancel)
    {
        if (_withSignals)
        {
            return;
        }

        var (verdicts, different) = await _lab.AskAsync<(long, long)>(
            """
            SELECT count(*), count(*) FILTER (WHERE o.verdict IS DISTINCT FROM b.verdict)
              FROM result.scan_verdict o FULL JOIN bench.sql_verdict b USING (event_id)
            """,
            cancel);
        if (verdicts == 0 || different != 0)
        {
            throw new BenchException(
                $"Of {verdicts} scans that are not clean, ours and the baseline judge {different} otherwise.");
        }
    }

    private async Task AddAreasAsync(int dealers, CancellationToken cancel)
    {
        await _lab.ExecuteAsync("CREATE TABLE bench.area (no int PRIMARY KEY, code text NOT NULL)", cancel);
        await using var connection = await _lab.Database.OpenAsync(cancel);
        await using var import = await connection.BeginBinaryImportAsync(
            "COPY bench.area (no, code) FROM STDIN (FORMAT BINARY)", cancel);
        var counties = File.ReadLines(Path.Combine(_lab.Paths.Config, "areas.csv"))
            .Select(line => line.Split(',')[0])
            .Where(code => int.TryParse(code, CultureInfo.InvariantCulture, out var number) && number % 100 > 0)
            .Take(Math.Min(Areas, dealers * 3 / 2));
        var no = 0;
        foreach (var county in counties)
        {
            await import.StartRowAsync(cancel);
            await import.WriteAsync(no++, NpgsqlDbType.Integer, cancel);
            await import.WriteAsync(county, NpgsqlDbType.Text, cancel);
        }

        await import.CompleteAsync(cancel);
    }

    // As another process of the machine meets it: the file of yesterday, then a hundredth of events more.
    private async Task TellOfIndexAsync((string, long)[] sizes, CancellationToken cancel)
    {
        var watermark = await _lab.AskAsync<long>("SELECT max(watermark) FROM ops.run", cancel);
        var mapped = await OpenedAsync(
            watermark,
            book => _remarks.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"index: {book.Whole.Codes:N0} codes, {book.Whole.Bytes / (double)book.Whole.Codes:0.0} bytes a code")),
            cancel);
        await _lab.ExecuteAsync(BenchSql.Load("diversion-increment", sizes), cancel);
        var laidOver = await OpenedAsync(
            AfterIncrement,
            book => _remarks.Add($"increment: {BenchPrinter.Whole(book.Changed?.Codes ?? 0)} codes laid over"),
            cancel);
        Directory.Delete(Path.Combine(_lab.Paths.Data, "codes"), recursive: true);
        var made = await OpenedAsync(AfterIncrement, _ => { }, cancel);
        _remarks.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"index: mapped in {mapped:0.00} s, 1 % of events more in {laidOver:0.00} s, made anew in {made:0.00} s"));
    }

    private async Task<double> OpenedAsync(long watermark, Action<CodeBook> look, CancellationToken cancel)
    {
        using var books = new CodeBooks(_lab.Paths, _lab.Database);
        var started = Stopwatch.GetTimestamp();
        using var lease = await books.OpenAsync(watermark, cancel);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        look(lease.Book);
        return seconds;
    }
}
