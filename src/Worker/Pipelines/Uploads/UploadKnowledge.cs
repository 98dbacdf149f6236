using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Codes;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;
using DealerIntegration.Domain.Diversion.Codes;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Cases;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Uploads;

/// <summary>What the hub knows while it reads a file of one dealer.</summary>
internal sealed class UploadKnowledge : IUploadKnowledge
{
    private const int GtinDigits = 14;

    private readonly HashSet<string> _products;
    private readonly IReadOnlyDictionary<string, MasterDealer> _dealers;
    private readonly Dictionary<string, string> _barcodes;
    private readonly NearestProducts _nearest;

    private readonly BusinessDay _day;

    private UploadKnowledge(
        Period period, DateOnly receivedOn, BusinessDay day, IReadOnlyList<NamedProduct> products,
        IReadOnlyDictionary<string, MasterDealer> dealers)
    {
        _day = day;
        Period = period;
        ReceivedOn = receivedOn;
        _products = products.Select(p => p.Code).ToHashSet(StringComparer.Ordinal);
        _dealers = dealers;
        _nearest = new NearestProducts([.. products.Select(p => new NearProduct(p.Code, p.Name))]);
        // A barcode that two products have names neither.
        _barcodes = products.Where(p => p.Gtin is not null)
            .GroupBy(p => p.Gtin!.PadLeft(GtinDigits, '0'), StringComparer.Ordinal)
            .Where(g => g.Count() == 1)
            .ToDictionary(g => g.Key, g => g.First().Code, StringComparer.Ordinal);
    }

    public Period Period { get; }

    public DateOnly ReceivedOn { get; }

    public DealerCodes Codes { get; private init; } = DealerCodes.None;

    public IReadOnlyList<RememberedLayout> Layouts { get; private init; } = [];

    public required CodeReader TraceCodes { get; init; }

    /// <param name="transaction">What it sees is what is known.</param>
    /// <param name="period">The period that is open for uploads.</param>
    /// <param name="receivedOn">The day on which the file was received.</param>
    /// <param name="setup">How the principal numbers its goods, and when its days begin.</param>
    /// <param name="dealer">Whose file it is: its own codes and layouts are known.</param>
    /// <param name="cancel">Stops loading.</param>
    public static async Task<UploadKnowledge> LoadAsync(
        NpgsqlTransaction transaction, Period period, DateOnly receivedOn, UploadSetup setup, string dealer,
        CancellationToken cancel) =>
        new(
            period, receivedOn, setup.Day, await MasterStore.NamedProductsAsync(transaction, cancel),
            await MasterStore.DealersAsync(transaction, cancel))
        {
            TraceCodes = new CodeReader(setup.CodeRules),
            Codes = await CodeMapStore.LoadAsync(transaction, dealer, cancel),
            Layouts = [.. (await UploadLayoutStore.ListAsync(transaction, dealer, cancel)).Select(l => l.Layout)],
        };

    public DateTimeOffset InstantOf(DateOnly day, TimeOnly time) => _day.InstantOf(day, time);

    public DateOnly DayOf(DateTimeOffset instant) => _day.Of(instant.UtcDateTime);

    public bool IsProduct(string code) => _products.Contains(code);

    public bool IsDealer(string code) => _dealers.ContainsKey(code);

    public string? DealerNamed(string name) =>
        _dealers.Values.Where(d => d.Name == name).Take(2).ToList() is [var only] ? only.Code : null;

    public string? ProductOf(string barcode) =>
        barcode.Length is >= 8 and <= GtinDigits
            ? _barcodes.GetValueOrDefault(barcode.PadLeft(GtinDigits, '0'))
            : null;

    public IReadOnlyList<NearProduct> Nearest(string code, string? name) => _nearest.Find(code, name);

    public ReplyLanguage LanguageOf(string dealer) => MasterStore.LanguageOf(_dealers.GetValueOrDefault(dealer));
}

/// <summary>What of the configuration decides how cells are read.</summary>
internal sealed record UploadSetup(BusinessDay Day, CodeRules CodeRules)
{
    public static UploadSetup Load(HubPaths paths, BusinessDay day) => new(day, CaseTerms.Load(paths).Codes);
}
