namespace DealerIntegration.Domain.Diversion.Codes.Gs1;

/// <summary>How the reference beside the company prefix makes a key.</summary>
internal enum EpcKey
{
    /// <summary>Thirteen digits with the indicator in front, then a check digit.</summary>
    Gtin,

    /// <summary>Seventeen digits with the extension digit in front, then a check digit.</summary>
    Sscc,

    /// <summary>Prefix and reference as they stand, of one length together, then a check digit.</summary>
    Digits,

    /// <summary>Prefix and reference as they stand, up to thirty signs.</summary>
    Text,
}

/// <summary>One kind of EPC URN (EPC 方案) and the GS1 key it stands for.</summary>
/// <param name="Ai">Application identifier of the key.</param>
/// <param name="Length">Digits of prefix and reference together; for text the most signs.</param>
/// <param name="Qualifier">Application identifier of what follows; null when it is part of the key's value.</param>
/// <param name="Tail">Most signs of the last part; 0: there is none.</param>
/// <param name="TailDigits">The last part holds digits only.</param>
/// <param name="Lead">Filler in front of the digits.</param>
internal sealed record EpcScheme(
    string Name,
    EpcKey Key,
    string Ai,
    int Length,
    string? Qualifier = null,
    int Tail = 0,
    bool TailDigits = false,
    string Lead = "")
{
    private static readonly EpcScheme[] Known =
    [
        new("id:sgtin", EpcKey.Gtin, "01", 13, "21", 20),
        new("id:sscc", EpcKey.Sscc, "00", 17),
        new("id:sgln", EpcKey.Digits, "414", 12, "254", 20),
        new("id:pgln", EpcKey.Digits, "417", 12),
        new("id:grai", EpcKey.Digits, "8003", 12, null, 16, Lead: "0"),
        new("id:giai", EpcKey.Text, "8004", 30),
        new("id:gsrn", EpcKey.Digits, "8018", 17),
        new("id:gsrnp", EpcKey.Digits, "8017", 17),
        new("id:gdti", EpcKey.Digits, "253", 12, null, 17),
        new("id:sgcn", EpcKey.Digits, "255", 12, null, 12, TailDigits: true),
        new("id:ginc", EpcKey.Text, "401", 30),
        new("id:gsin", EpcKey.Digits, "402", 16),
        new("id:cpi", EpcKey.Text, "8010", 30, "8011", 12, TailDigits: true),
        new("id:itip", EpcKey.Gtin, "8006", 13, "21", 20),
        new("id:upui", EpcKey.Gtin, "01", 13, "235", 28),
        new("class:lgtin", EpcKey.Gtin, "01", 13, "10", 20),
    ];

    // A pattern stands for all of a kind: the scheme of the single thing, with a star for its last part.
    private static readonly string[] WithPattern = ["sgtin", "grai", "gdti", "sgcn", "cpi", "itip", "upui"];

    public static readonly IReadOnlyDictionary<string, EpcScheme> All = Known
        .Concat(WithPattern.Select(name => Known.Single(s => s.Name == $"id:{name}") with { Name = $"idpat:{name}" }))
        .ToDictionary(s => s.Name, StringComparer.Ordinal);

    public bool IsPattern => Name.StartsWith("idpat:", StringComparison.Ordinal);

    /// <summary>Piece and total of a part of an item stand between reference and serial.</summary>
    public bool HasPieces => Ai == "8006";
}
