namespace DealerIntegration.Connectors.Contract;

/// <summary>
/// Where a value stood in what the partner sent: file or address, sheet, row and column as a person counts.
/// </summary>
public sealed record Place(string File, string? Sheet = null, long? Row = null, string? Column = null)
{
    public override string ToString() => string.Join(
        ' ',
        new[] { File, Sheet is null ? null : $"sheet '{Sheet}'", Row is null ? null : $"row {Row}", Column is null
            ? null : $"column '{Column}'" }
            .Where(part => part is not null));
}
