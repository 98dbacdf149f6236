using System.CommandLine;
using System.Text.Json;
using DealerIntegration.Simulators.Retail;

namespace DealerIntegration.Simulators.Commands;

/// <summary>
/// <c>retail ledgers</c>: what a wholesaler's customers have in their own books, made from its invoice lines alone.
/// </summary>
internal static class RetailCommand
{
    public static Command Build()
    {
        var (seed, period) = (Shared.Seed(), Shared.Period());
        var invoices = new Option<string>("--invoices") { Description = "Folder of invoice lines.", Required = true };
        var target = new Option<string>("--out") { Description = "Folder for the ledgers.", Required = true };
        var truth = new Option<string?>("--truth") { Description = "Write what was planted to this file." };
        var ledgers = new Command("ledgers", "Writes every customer's ledger of a month, with planted differences.")
        {
            invoices, period, seed, target, truth,
        };
        ledgers.SetAction(parsed =>
        {
            try
            {
                var month = Shared.MonthOf(parsed, period);
                var made = RetailMonth.Make(
                    RetailBook.Read(parsed.GetValue(invoices)!), month, parsed.GetValue(seed));
                var files = LedgerFiles.Write(parsed.GetValue(target)!, made, month, parsed.GetValue(seed));
                if (parsed.GetValue(truth) is { } file)
                {
                    Shared.WriteFile(file, JsonSerializer.Serialize(made.Truth, RetailTruth.Json));
                }

                Tell(made.Truth, files, parsed.GetValue(target)!);
                return 0;
            }
            catch (Exception error) when (error is IOException or InvalidDataException)
            {
                // A folder that is missing or not what it is said to be: the message names it.
                Console.Error.WriteLine($"retail ledgers: {error.Message}");
                return 2;
            }
        });
        return new Command("retail", "The customers of a wholesaler whose invoice lines are at hand.") { ledgers };
    }

    private static void Tell(RetailTruth truth, int files, string folder)
    {
        Console.WriteLine(
            $"{truth.Ledgers} ledgers of {truth.Period} with {truth.Entries} lines in {files} files in {folder}");
        foreach (var cause in truth.Breaks.GroupBy(plant => plant.Cause).OrderBy(group => group.Key))
        {
            Console.WriteLine($"  {cause.Key,-18} {cause.Count(),3}");
        }

        Console.WriteLine($"  {"without proof",-18} {truth.Unexplained.Count,3}, residual {truth.Residual}");
        Console.WriteLine($"  {"no ledger sent",-18} {truth.IncompleteDealers.Count,3}");
    }
}
