using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>What the hub knows and a file is checked against (已知主数据).</summary>
public interface IUploadKnowledge
{
    /// <summary>The period that is open for uploads.</summary>
    Period Period { get; }

    /// <summary>The principal's calendar day on which the file was received.</summary>
    DateOnly ReceivedOn { get; }

    bool IsProduct(string code);

    bool IsDealer(string code);
}
