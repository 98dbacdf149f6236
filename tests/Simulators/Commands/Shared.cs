using System.CommandLine;
using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Commands;

/// <summary>Options that several commands have in common.</summary>
internal static class Shared
{
    public static Option<int> Seed() =>
        new("--seed") { Description = "Same seed, same business.", DefaultValueFactory = _ => 1 };

    public static Option<string> Period()
    {
        var option = new Option<string>("--period")
        {
            Description = "The month, for example 2026-10.",
            DefaultValueFactory = _ => "2026-10",
        };
        option.Validators.Add(result =>
        {
            if (!Month.TryParse(result.GetValueOrDefault<string>(), out _))
            {
                result.AddError($"'{result.GetValueOrDefault<string>()}' is no month; write it like 2026-10.");
            }
        });
        return option;
    }

    public static SeededMonth Make(ParseResult parsed, Option<int> seed, Option<string> period) =>
        SeededMonth.Make(parsed.GetValue(seed), MonthOf(parsed, period));

    public static Month MonthOf(ParseResult parsed, Option<string> period) =>
        Month.TryParse(parsed.GetValue(period), out var month)
            ? month
            : throw new InvalidOperationException("The period was checked when the command line was read.");

    /// <summary>The file's folder is made; the file is replaced whole.</summary>
    public static void WriteFile(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, text + "\n");
    }
}
