using System.Text.Json;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Commands;

namespace DealerIntegration.Simulators.Demo;

/// <summary>The demo's files for machines: what was planted, what was found, the figures.</summary>
internal static class ResultFiles
{
    public static void Write(DemoOptions options, DemoResult result)
    {
        if (options.FoundFile is { } found)
        {
            var cases = result.Summary.Cases.Select(one => new TrueCase(one.Dealer, one.Product, one.Area, one.Codes));
            Save(found, new { breaks = result.Summary.Breaks, cases });
        }

        if (options.JsonFile is { } figures)
        {
            Save(figures, Figures(result));
        }
    }

    /// <summary>Written before the hub starts, so that nobody can say it was fitted to what was found.</summary>
    public static void WriteTruth(DemoOptions options, Truth truth)
    {
        if (options.TruthFile is { } file)
        {
            Save(file, truth);
        }
    }

    private static object Figures(DemoResult result) => new
    {
        // Text from here on would be read as text: seconds are the one figure that is a number.
        steps = result.Steps.Select(step => new
        {
            name = step.Name,
            seconds = (double)step.Seconds,
            rowsIn = step.RowsIn,
            rejected = step.Rejected,
        }),
        orders = new
        {
            accepted = result.Summary.OrdersAccepted,
            refused = result.Summary.OrdersRefused,
            pushed = result.After.SalesOrders.Count - result.Before.SalesOrders.Count,
        },
        planted = new
        {
            breaks = result.Truth.Breaks.Count,
            breaksFound = result.Comparison.BreaksFound.Count,
            cases = result.Truth.Cases.Count,
            casesFound = result.Comparison.CasesFound.Count,
            falseCases = result.Comparison.FalseCases.Count,
            returned = result.Truth.Trace.Returned,
            passedOn = result.Truth.Trace.PassedOn,
            toldTwice = result.Truth.Trace.ToldTwice,
            differences = result.Truth.Differences.Count,
            differencesFound = result.Goods.Found.Count + result.Goods.Open.Count,
            differencesNotPlanted = result.Goods.NotPlanted.Count + result.Goods.LeftOpen.Count,
        },
        ruled = new
        {
            @case = result.Case.Number,
            steps = result.Case.Steps,
            moves = result.Case.Moves,
        },
        residual = result.Summary.Residual,
        incompleteDealers = result.Summary.IncompleteDealers,
        payable = result.Payable,
        pushed = result.Pushed,
    };

    private static void Save(string file, object content) =>
        Shared.WriteFile(file, JsonSerializer.Serialize(content, Truth.Json));
}
