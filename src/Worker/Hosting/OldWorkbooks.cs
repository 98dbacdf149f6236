using DealerIntegration.Connectors.Spreadsheets.Reading.Xls;

namespace DealerIntegration.Worker.Hosting;

/// <summary>Where old workbooks (.xls) are read: a second process of this program, which a bad file may hang.</summary>
internal static class OldWorkbooks
{
    /// <summary>The command that the second process runs; nobody types it.</summary>
    public const string Command = "read-old-workbook";

    public static ReadingProcess Process() => new(Dotnet(), [typeof(OldWorkbooks).Assembly.Location, Command]);

    // The running program is dotnet itself, or was started beside it by a tool.
    private static string Dotnet() => Environment.ProcessPath is { } path
        && Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? path
            : "dotnet";
}
