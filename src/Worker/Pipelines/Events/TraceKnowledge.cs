using DealerIntegration.Connectors.Epcis;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Events;

/// <summary>What the hub knows while it reads a file of events.</summary>
internal sealed class TraceKnowledge : ITraceKnowledge
{
    private const int GtinDigits = 14;

    private readonly HashSet<string> _dealers;
    private readonly Dictionary<string, string> _products = new(StringComparer.Ordinal);

    private TraceKnowledge(
        IEnumerable<string> dealers, IEnumerable<string> products, IEnumerable<(string, string)> gtins)
    {
        _dealers = dealers.ToHashSet(StringComparer.Ordinal);
        foreach (var product in products)
        {
            _products[product] = product;
        }

        foreach (var (code, gtin) in gtins)
        {
            _products.TryAdd(gtin.PadLeft(GtinDigits, '0'), code);
        }
    }

    public static async Task<TraceKnowledge> LoadAsync(NpgsqlTransaction transaction, CancellationToken cancel) => new(
        (await MasterStore.DealersAsync(transaction, cancel)).Keys,
        await MasterStore.ProductCodesAsync(transaction, cancel),
        await MasterStore.GtinsAsync(transaction, cancel));

    public bool IsDealer(string code) => _dealers.Contains(code);

    public string? ProductOf(string gtinOrCode) => _products.GetValueOrDefault(gtinOrCode);
}
