using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Uploads;

/// <summary>What the hub knows while it reads a dealer's file.</summary>
internal sealed class UploadKnowledge : IUploadKnowledge
{
    private readonly HashSet<string> _products;
    private readonly IReadOnlyDictionary<string, MasterDealer> _dealers;

    private UploadKnowledge(
        Period period, DateOnly receivedOn, HashSet<string> products, IReadOnlyDictionary<string, MasterDealer> dealers)
    {
        Period = period;
        ReceivedOn = receivedOn;
        _products = products;
        _dealers = dealers;
    }

    public Period Period { get; }

    public DateOnly ReceivedOn { get; }

    public static async Task<UploadKnowledge> LoadAsync(
        NpgsqlTransaction transaction, Period period, DateOnly receivedOn, CancellationToken cancel) => new(
        period,
        receivedOn,
        (await MasterStore.ProductCodesAsync(transaction, cancel)).ToHashSet(StringComparer.Ordinal),
        await MasterStore.DealersAsync(transaction, cancel));

    public bool IsProduct(string code) => _products.Contains(code);

    public bool IsDealer(string code) => _dealers.ContainsKey(code);

    public ReplyLanguage LanguageOf(string dealer) => MasterStore.LanguageOf(_dealers.GetValueOrDefault(dealer));
}
