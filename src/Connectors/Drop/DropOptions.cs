namespace DealerIntegration.Connectors.Drop;

/// <summary>Where dealers put their files and how long a file must lie still before it is taken (投递目录).</summary>
public sealed record DropOptions
{
    /// <summary>One folder per dealer below it, named by the dealer's code.</summary>
    public required string Folder { get; init; }

    /// <summary>Answers are written here, one folder per dealer.</summary>
    public required string Outbox { get; init; }

    /// <summary>Size and time of change must have stayed the same for so long.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longer files are not even read; the gate of the spreadsheets decides about the others.</summary>
    public long MaxBytes { get; init; } = 25L * 1024 * 1024;
}
