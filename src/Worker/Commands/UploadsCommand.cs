using System.CommandLine;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub uploads</c> (来件): what dealers have sent and not sent, how it is understood, and what helps them to send the
/// right file.
/// </summary>
internal static class UploadsCommand
{
    public static Command Create()
    {
        var command = UploadsListCommand.WithList(
            new Command("uploads", "Dealers' files: list, check, take, missing, template, how they are understood"));
        command.Add(UploadsListCommand.Show());
        command.Add(UploadsCheckCommand.Check());
        command.Add(UploadsCheckCommand.Take());
        command.Add(UploadsMissingCommand.Create());
        command.Add(UploadsTemplateCommand.Create());
        command.Add(UploadsRepliesCommand.List());
        command.Add(UploadsRepliesCommand.Settle());
        command.Add(UploadsMapCommand.Create());
        command.Add(UploadLayoutsCommand.Layouts());
        command.Add(UploadLayoutsCommand.Forget());
        command.Add(UploadCodesCommand.Create());
        return command;
    }
}
