using System.CommandLine;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub config check</c>: reads every configuration file and names everything that is wrong, without a database.
/// </summary>
internal static class ConfigCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files")
        {
            Description = "Connector files to check instead of the configuration folder",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var check = new Command(
            "check", "Read every configuration file; exit code 2 and the list of faults if one is wrong")
        {
            files,
        };
        check.SetAction(parsed =>
        {
            var named = parsed.GetValue(files) ?? [];
            if (named.Length > 0)
            {
                return Tell(ConfigCheck.ProblemsOfConnectors(named), string.Join(", ", named));
            }

            var paths = HubPaths.Find(parsed.GetValue(HubCommand.Config), parsed.GetValue(HubCommand.Data));
            return Tell(ConfigCheck.Problems(paths), paths.Config);
        });
        return new Command("config", "Configuration files") { check };
    }

    private static int Tell(IReadOnlyList<string> problems, string what)
    {
        foreach (var problem in problems)
        {
            Console.Error.WriteLine(problem);
        }

        Console.WriteLine(problems.Count == 0 ? $"{what}: everything is in order." : $"{problems.Count} faults.");
        return problems.Count == 0 ? 0 : HubCommand.Wrong;
    }
}
