namespace DealerIntegration.Connectors.Drop;

/// <summary>A whole file from a dealer's folder (投递文件). The name is for people; the hash is its identity.</summary>
public sealed record DroppedFile(string DealerCode, string Name, byte[] Content, string Sha256,
    DateTimeOffset ModifiedAt);

/// <summary>A file that is there but was not taken yet, or never will be, and why (未取文件).</summary>
/// <param name="Remedy">What somebody has to do about it; null: it is taken by itself later on.</param>
public sealed record WaitingFile(string DealerCode, string Name, string Reason, string? Remedy = null);

/// <summary>What one look into the drop folder has found.</summary>
public sealed record DropListing(IReadOnlyList<DroppedFile> Ready, IReadOnlyList<WaitingFile> Waiting);
