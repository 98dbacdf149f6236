using System.CommandLine;
using System.Text.Json;
using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Commands;

/// <summary><c>truth</c> writes what was planted; <c>laws</c> proves the seeded business over many seeds.</summary>
internal static class TruthCommand
{
    public static Command Build()
    {
        var (seed, period) = (Shared.Seed(), Shared.Period());
        var file = new Option<string>("--out") { Description = "The file to write.", Required = true };
        var command = new Command("truth", "Writes what was planted in the seeded business.") { seed, period, file };
        command.SetAction(parsed =>
        {
            var truth = Truth.Of(Shared.Make(parsed, seed, period));
            Shared.WriteFile(parsed.GetValue(file)!, JsonSerializer.Serialize(truth, Truth.Json));
            Console.WriteLine($"{truth.Breaks.Count} breaks and {truth.Cases.Count} cases in {parsed.GetValue(file)}");
            return 0;
        });
        return command;
    }

    public static Command Laws()
    {
        var period = Shared.Period();
        var seeds = new Option<int>("--seeds") { Description = "Seeds to try.", DefaultValueFactory = _ => 20 };
        var command = new Command("laws", "Checks that the seeded business is what it claims to be.") { seeds, period };
        command.SetAction(parsed =>
        {
            var count = parsed.GetValue(seeds);
            var month = Shared.MonthOf(parsed, period);
            var broken = Enumerable.Range(1, count).SelectMany(seed =>
                Business.Laws.Check(SeededMonth.Make(seed, month)).Select(law => $"seed {seed}: {law}")).ToList();
            broken.ForEach(Console.WriteLine);
            Console.WriteLine($"{count} seeds, {broken.Count} laws broken");
            return broken.Count == 0 ? 0 : 1;
        });
        return command;
    }
}
