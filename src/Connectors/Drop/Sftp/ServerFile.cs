namespace DealerIntegration.Connectors.Drop.Sftp;

/// <summary>A file as the server lists it (服务器文件): what changes when somebody writes to it.</summary>
internal sealed record ServerFile(string DealerCode, string Path, string Name, long Length, DateTime ChangedUtc)
{
    public bool IsAsBefore(long length, DateTime changedUtc) => Length == length && ChangedUtc == changedUtc;
}
