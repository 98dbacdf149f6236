using System.Diagnostics;
using System.Security.Cryptography;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Dealers;

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
        var secrets = Secrets();
        var business = SeededMonth.Make(options.Seed, options.Period);
        var truth = Truth.Of(business);
        ResultFiles.WriteTruth(options, truth);

        Say($"A month of business: {options.Period}, seed {options.Seed}, in {folder.Root}");
        var clock = Stopwatch.StartNew();
        var filling = Task.Run(() => DropFolder.Fill(folder.Drop, business), cancellation);
        var partners = await Partner.StartBoth(options, folder, secrets, cancellation);
        await using var sap = partners.Sap;
        await using var wms = partners.Wms;
        Say($"ERP at {sap.Address}, warehouse at {wms.Address}");
        ConfigCopy.Write(root, folder, sap.Address, wms.Address);
        Say($"{await filling} spreadsheets in the dealers' folders");
        await using var hub = new Hub(worker, folder, secrets);
        await hub.Serve(cancellation);
        Say($"Hub ready at {hub.Address} after {clock.Elapsed.TotalSeconds:0.0} s; running the month");

        var (prepares, releases) = (new Person("demo-prepares", folder), new Person("demo-releases", folder));
        await hub.SignIn(prepares, cancellation);
        await hub.SignIn(releases, cancellation);
        var before = await PartnerCount.Ask(sap, wms, cancellation);
        var board = new StepBoard();
        await ProgressView.Show(
            board, () => Work(hub, (prepares, releases), options.Period.ToString(), board, cancellation));
        var settlements = await hub.Settlements(options.Period.ToString(), cancellation);
        var summary = await hub.Summarise(options.Period.ToString(), cancellation);
        var after = await PartnerCount.Ask(sap, wms, cancellation);

        var result = new DemoResult(
            board.Steps, summary, settlements, truth, Comparison.Of(truth, summary),
            GoodsComparison.Of(truth, summary), before, after);
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

    /// <summary>
    /// The month, the release of what it prepared, then what compares goods: it is no part of the month and waits for
    /// its documents.
    /// </summary>
    private static async Task Work(
        Hub hub, (Person Prepares, Person Releases) people, string period, StepBoard board,
        CancellationToken cancellation)
    {
        await hub.RunMonth(people.Prepares, period, board.Tell, cancellation);
        await hub.Release(people.Releases, period, board.Tell, cancellation);
        await Task.WhenAll([
            hub.Compare("threeWay", null, period, board.Tell, cancellation),
            .. StockKeeping.Dealers.Select(dealer => hub.Compare("stock", dealer, period, board.Tell, cancellation)),
        ]);
    }

    /// <summary>New ones for every demo; only the processes of this demo know them.</summary>
    private static Dictionary<string, string> Secrets() => new()
    {
        ["SAP_PASSWORD"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
        ["WMS_SECRET"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
    };

    private static void Say(string text) => Console.WriteLine(text);
}
