namespace DealerIntegration.Connectors.Drop.Sftp;

/// <summary>A file as the server lists it (服务器文件): what changes when somebody writes to it.</summary>
/// <param name="Name">Without what no file name should hold; <paramref name="Path"/> is as the server has it.</param>
internal sealed record ServerFile(string DealerCode, string Path, string Name, long Length, DateTime ChangedUtc)
{
    public bool IsAsBefore(long length, DateTime changedUtc) => Length == length && ChangedUtc == changedUtc;
}
