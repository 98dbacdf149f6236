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
            var paths = HubPaths.Find(parsed.GetValue(HubCommand.Config), parsed.GetValue(HubCommand.Data));
            var named = parsed.GetValue(files) ?? [];
            if (named.Length > 0)
            {
                return Tell(ConfigCheck.ProblemsOfConnectors(paths, named), string.Join(", ", named));
            }

            return Tell(ConfigCheck.Problems(paths), paths.Config);
        });
        var schema = new Command(
            "schema", "Write the JSON Schema of each kind of file into schema/ of the configuration folder");
        schema.SetAction(parsed =>
        {
            var folder = Path.Combine(
                HubPaths.Find(parsed.GetValue(HubCommand.Config), parsed.GetValue(HubCommand.Data)).Config, "schema");
            Directory.CreateDirectory(folder);
            foreach (var (file, text) in ConfigSchemas.All())
            {
                File.WriteAllText(Path.Combine(folder, file), text);
            }

            Console.WriteLine($"Wrote the schemas into {folder}");
            return 0;
        });
        return new Command("config", "Configuration files") { check, schema };
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
