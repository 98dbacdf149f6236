using System.CommandLine;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub uploads</c> (来件): dealers' files.</summary>
internal static class UploadsCommand
{
    public static Command Create()
    {
        var command = new Command("uploads", "Dealers' files: check, take");
        command.Add(UploadsCheckCommand.Check());
        command.Add(UploadsCheckCommand.Take());
        return command;
    }
}
