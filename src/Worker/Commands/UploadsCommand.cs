using System.CommandLine;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub uploads</c> (来件): how dealers' files are understood.</summary>
internal static class UploadsCommand
{
    public static Command Create() => new("uploads", "Dealers' files: how they are understood, and their codes")
    {
        UploadsMapCommand.Create(),
        UploadLayoutsCommand.Layouts(),
        UploadLayoutsCommand.Forget(),
        UploadCodesCommand.Create(),
    };
}
