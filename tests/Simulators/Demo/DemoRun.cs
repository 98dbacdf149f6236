using System.Diagnostics;
using System.Security.Cryptography;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Dealers;
using DealerIntegration.Simulators.Logistics;

namespace DealerIntegration.Simulators.Demo;

/// <summary>
/// One month from the partner systems to settled results (一键演示). Nothing here knows the hub's insides, and the hub
/// never sees what was planted. Whatever happens, no process outlives this method.
/// </summary>
internal static class DemoRun
{
    /// <returns>0 if every promise was kept, 1 if not.</returns>
    /// <exception cref="DemoFailure">A part did not start or did not finish.</exception>
    public static async Task<int> Run(DemoOptions options, CancellationToken cancellation)
    {
        var root = Checkout.Root();
        var worker = Checkout.Worker(root);
        var folder = new DemoFolder(Checkout.Data(root, options.Data));
        folder.Create(options);
        MustBeOver(options.Period);
        var secrets = Secrets();
        var business = SeededMonth.Make(options.Seed, options.Period);
        var truth = Truth.Of(business);
        ResultFiles.WriteTruth(options, truth);

        Say($"A month of business: {options.Period}, seed {options.Seed}, in {folder.Root}");
        var clock = Stopwatch.StartNew();
        var filling = Task.Run(
            () => (DropFolder.Fill(folder.Drop, business), EventFolder.Fill(folder.Drop, business)), cancellation);
        var partners = await Partner.StartBoth(options, folder, secrets, cancellation);
        await using var sap = partners.Sap;
        await using var wms = partners.Wms;
        Say($"ERP at {sap.Address}, warehouse at {wms.Address}");
        ConfigCopy.Write(root, folder, sap.Address, wms.Address);
        var (sheets, events) = await filling;
        Say($"{sheets} spreadsheets in the dealers' folders, {events} files of trace events");
        await using var hub = new Hub(worker, folder, secrets);
        await hub.Serve(cancellation);
        Say($"Hub ready at {hub.Address} after {clock.Elapsed.TotalSeconds:0.0} s; running the month");

        var before = await PartnerCount.Ask(sap, wms, cancellation);
        var board = new StepBoard();
        var work = new MonthWork(hub, folder, Staff.In(folder), business, board);
        await ProgressView.Show(board, () => work.Do(cancellation));
        var settlements = await hub.Settlements(options.Period.ToString(), cancellation);
        var summary = await hub.Summarise(options.Period.ToString(), cancellation);
        var after = await PartnerCount.Ask(sap, wms, cancellation);

        var result = new DemoResult(
            board.Steps, summary, settlements, truth, Comparison.Of(truth, summary),
            GoodsComparison.Of(truth, summary), work.Ruled.Case, work.Ruled.Pack, Receipts.Read(folder), before, after);
        var verdicts = Verdict.Judge(result);
        ResultFiles.Write(options, result);
        SummaryPrinter.Print(options, folder, result, verdicts);
        Say($"{clock.Elapsed.TotalSeconds:0.0} seconds in all.");
        if (!options.Once)
        {
            Say("The hub keeps serving; Ctrl-C stops everything.");
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return verdicts.All(one => one.Held) ? 0 : 1;
    }

    // Nobody reports today what happens next month, and the hub refuses it.
    private static void MustBeOver(Month month)
    {
        if (month.Today > DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime))
        {
            throw new DemoFailure(
                $"By this machine's clock {month} has not been over since {month.Today:yyyy-MM-dd}; "
                + "name a month that is, such as --period 2025-10, or set the clock.");
        }
    }

    /// <summary>New ones for every demo; only the processes of this demo know them.</summary>
    private static Dictionary<string, string> Secrets() => new()
    {
        ["SAP_PASSWORD"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
        ["WMS_SECRET"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
    };

    private static void Say(string text) => Console.WriteLine(text);
}
