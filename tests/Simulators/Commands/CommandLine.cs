using System.CommandLine;
using DealerIntegration.Simulators.Dealers;

namespace DealerIntegration.Simulators.Commands;

/// <summary>
/// The commands of this executable: partners to talk to, spreadsheets to take in, and the truth about both.
/// </summary>
internal static class CommandLine
{
    public static RootCommand Build() => new("Simulated partners and a seeded month of business.")
    {
        DemoCommand.Build(),
        SimulateCommand.Build(),
        DealersCommand(),
        TruthCommand.Build(),
        TruthCommand.Laws(),
        RetailCommand.Build(),
    };

    private static Command DealersCommand()
    {
        var (seed, period) = (Shared.Seed(), Shared.Period());
        var drop = new Option<string>("--drop") { Description = "Folder with a folder per dealer.", Required = true };
        var fill = new Command("fill", "Writes the dealers' spreadsheets.") { drop, seed, period };
        fill.SetAction(parsed =>
        {
            var files = DropFolder.Fill(parsed.GetValue(drop)!, Shared.Make(parsed, seed, period));
            Console.WriteLine($"{files} files in {parsed.GetValue(drop)}");
            return 0;
        });
        return new Command("dealers", "What the dealers do.") { fill };
    }
}
