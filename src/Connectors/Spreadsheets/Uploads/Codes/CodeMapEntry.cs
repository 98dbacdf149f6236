namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Codes;

/// <summary>What a dealer's word stands for (对照类型).</summary>
public enum CodeMapKind
{
    Product,
    Unit,
}

/// <summary>A dealer's word and ours (编码对照).</summary>
/// <param name="Kind">Product or unit.</param>
/// <param name="Theirs">The dealer's word, in the form of <see cref="DealerCodes.Key"/>.</param>
/// <param name="Ours">Our code or unit; null: the entry is to be taken out.</param>
/// <param name="Product">Our product that a unit is of; empty: of all.</param>
/// <param name="Numerator">One of theirs is this many of ours,</param>
/// <param name="Denominator">over this.</param>
public sealed record CodeMapEntry(
    CodeMapKind Kind, string Theirs, string? Ours, string Product = "", decimal Numerator = 1, decimal Denominator = 1);
