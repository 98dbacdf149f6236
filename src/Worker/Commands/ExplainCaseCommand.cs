using System.CommandLine;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub explain case NUMBER</c> (查因): why a diversion case is one, scan by scan.</summary>
internal static class ExplainCaseCommand
{
    public static Command Create()
    {
        var number = new Argument<string>("number") { Description = "Number of the case" };
        var command = new Command("case", "Why a diversion case is one: every scan and what was weighed") { number };
        command.SetAction((parsed, cancel) => CasesCommand.WithDeskAsync(
            parsed,
            async (desk, hub) =>
            {
                var file = await desk.OpenAsync(parsed.GetRequiredValue(number), cancel);
                foreach (var line in new CaseText(hub.Options.Principal.TimeZone).Explain(file))
                {
                    Console.WriteLine(line);
                }
            },
            cancel));
        return command;
    }
}
