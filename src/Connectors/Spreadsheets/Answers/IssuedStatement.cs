namespace DealerIntegration.Connectors.Spreadsheets.Answers;

/// <summary>A statement as it went out (已出对账单): what an answer to it is held against.</summary>
public sealed record IssuedStatement
{
    public required string Number { get; init; }

    public required string DealerCode { get; init; }

    public required string Period { get; init; }

    public required string Currency { get; init; }

    public required decimal Closing { get; init; }

    /// <summary>Item to the difference that the dealer is asked about, ours minus the dealer's.</summary>
    public required IReadOnlyDictionary<string, decimal> Items { get; init; }

    /// <summary>The workbook as it was sent.</summary>
    public required byte[] Workbook { get; init; }
}
