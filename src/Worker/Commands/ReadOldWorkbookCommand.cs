using System.CommandLine;
using DealerIntegration.Connectors.Spreadsheets.Reading.Xls;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.Commands;

/// <summary>The second process that reads an old workbook for the first: bytes in, cells out, no database.</summary>
internal static class ReadOldWorkbookCommand
{
    public static Command Create()
    {
        var command = new Command(OldWorkbooks.Command) { Hidden = true };
        command.SetAction(_ =>
        {
            using var input = Console.OpenStandardInput();
            using var output = Console.OpenStandardOutput();
            ReadingProcess.Serve(input, output);
            return 0;
        });
        return command;
    }
}
