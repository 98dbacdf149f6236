using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Connectors.Sap;

/// <summary>What only an SAP connector (SAP 连接器) may be told; all of it may be left out.</summary>
public sealed record SapSettings
{
    /// <summary>
    /// Documents of one service that go to SAP in one <c>$batch</c>, each in a changeset of its own; 1: each by itself.
    /// </summary>
    public int Batch { get; init; } = 10;

    /// <summary>Client (集团) that the calls are for, three digits; absent: the user's default.</summary>
    public string? Client { get; init; }

    /// <summary>Where documents are sold; absent: SAP derives it.</summary>
    public SapSales? Sales { get; init; }

    /// <summary>
    /// Condition type (PR00, PPR0) under which an order's agreed price goes into SAP's price calculation; absent: the
    /// price goes into the field YY1_NetPrice.
    /// </summary>
    public string? PriceCondition { get; init; }

    /// <summary>
    /// SalesDocumentRjcnReason that the items of an order get when it is withdrawn; absent: orders are not withdrawn.
    /// </summary>
    public string? RejectionReason { get; init; }

    /// <summary>What differs in a kind of document: sales-order, free-goods, credit-note, debit-note.</summary>
    public Dictionary<string, SapTargetRule> Targets { get; init; } = [];

    /// <summary>
    /// Codes of SAP's messages, or words of them, that say that somebody works on the document or its customer just
    /// now: what SAP refuses so is sent again later.
    /// </summary>
    public List<string> LockedCodes { get; init; } =
        ["V1/042", "VL/045", "VL/046", "MC/601", "currently being processed by", "locked by user"];

    /// <exception cref="ConfigurationException">Lists what is wrong, with the file's name.</exception>
    public static SapSettings Of(ConnectorFile file)
    {
        var settings = file.Sap ?? new SapSettings();
        var problems = settings.Problems().ToList();
        return problems.Count == 0 ? settings : throw new ConfigurationException(
            string.Join('\n', problems.Select(p => $"{file.FilePath}: {p}")));
    }

    private IEnumerable<string> Problems()
    {
        if (Batch is < 1 or > 100)
        {
            yield return $"sap.batch is {Batch}; it must be from 1 to 100.";
        }

        if (Client is { } client && (client.Length != 3 || !client.All(char.IsAsciiDigit)))
        {
            yield return $"sap.client is '{client}'; a client has three digits, like \"100\".";
        }

        if (RejectionReason is { Length: 0 or > 2 })
        {
            yield return $"sap.rejectionReason is '{RejectionReason}'; SAP's reasons have one or two characters.";
        }

        foreach (var (kind, rule) in Targets)
        {
            foreach (var problem in rule.Problems(kind))
            {
                yield return $"sap.targets.{kind}: {problem}";
            }
        }

        if (LockedCodes.Exists(string.IsNullOrWhiteSpace))
        {
            yield return "sap.lockedCodes holds an empty entry, which every message would fit; take it out.";
        }
    }
}

/// <summary>Sales area (销售范围).</summary>
public sealed record SapSales(string Organization, string Channel, string Division);
