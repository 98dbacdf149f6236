namespace DealerIntegration.Connectors.Kingdee;

/// <summary>
/// What only a Kingdee Cloud (金蝶云星空) needs to be told. The application's id and secret stand under <c>app</c>, with the
/// id of the data centre (数据中心) as its customer.
/// </summary>
/// <param name="User">Kingdee's user in whose name the hub reads and writes (集成用户).</param>
/// <param name="Organization">Number of the organization that the calls belong to (组织编码).</param>
public sealed record KingdeeSettings(string User, string Organization)
{
    /// <summary>Language of names and messages; 2052 is simplified Chinese.</summary>
    public int Language { get; init; } = 2052;

    /// <summary>Time zone of the server's clock, in which it stamps what changed.</summary>
    public string Zone { get; init; } = "Asia/Shanghai";

    /// <summary>
    /// Message codes (MsgCode) of a failed save that turn a document down for good; with any other nothing is certain.
    /// </summary>
    public List<int> RefusedCodes { get; init; } = [0, 8, 9, 10, 11, 12];

    /// <summary>What the partner takes, by kind of document; empty: it is only read.</summary>
    public Dictionary<string, KingdeeTargetRule> Targets { get; init; } = [];
}
