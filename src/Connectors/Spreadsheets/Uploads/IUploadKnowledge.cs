using DealerIntegration.Connectors.Spreadsheets.Uploads.Codes;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;
using DealerIntegration.Domain.Diversion.Codes;
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

    /// <summary>Code of the one dealer that has this name; null: none, or several.</summary>
    string? DealerNamed(string name) => null;

    /// <summary>Our product with this barcode (条码); null: none, or several.</summary>
    string? ProductOf(string barcode) => null;

    /// <summary>The dealer's own codes and units (编码对照).</summary>
    DealerCodes Codes => DealerCodes.None;

    /// <summary>Our products that a code or name may mean, the nearest first (相近商品).</summary>
    IReadOnlyList<NearProduct> Nearest(string code, string? name) => [];

    /// <summary>Layouts of this dealer's files that are known, the newest first (已登记布局).</summary>
    IReadOnlyList<RememberedLayout> Layouts => [];

    /// <summary>Reads trace codes as the principal numbers its goods (追溯码识读).</summary>
    CodeReader TraceCodes => WithoutRules;

    private static readonly CodeReader WithoutRules = new(CodeRules.None);

    /// <summary>The instant of a business day and a time of day in it.</summary>
    DateTimeOffset InstantOf(DateOnly day, TimeOnly time) => new(day, time, TimeSpan.Zero);

    /// <summary>The business day of an instant.</summary>
    DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);
}
