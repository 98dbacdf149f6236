using System.CommandLine;
using DealerIntegration.Bench.Spreadsheets;

namespace DealerIntegration.Bench.Commands;

/// <summary>The process in which the memory of one reader is measured.</summary>
internal static class ReadSpreadsheetCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file");
        var reader = new Argument<Reader>("reader");
        var command = new Command(OwnProcess.Command) { file, reader };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            OwnProcess.Serve(parsed.GetRequiredValue(file), parsed.GetRequiredValue(reader));
            return 0;
        });
        return command;
    }
}
