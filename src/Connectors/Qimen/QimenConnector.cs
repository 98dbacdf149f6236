using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>Reads a WMS in both ways (WMS 数据源): the lists it is asked for, and the calls it makes itself.</summary>
internal sealed class QimenConnector : ISource
{
    private readonly QimenSource _lists;
    private readonly CallbackSource _calls;

    public QimenConnector(QimenClient client, ConnectorFile file)
    {
        _lists = new QimenSource(client, file with { Datasets = [.. file.Datasets.Where(d => !IsOfCalls(d))] });
        _calls = new CallbackSource(client, file with { Datasets = [.. file.Datasets.Where(IsOfCalls)] });
    }

    public bool ListsEverything(DatasetMapping dataset) => Of(dataset).ListsEverything(dataset);

    public Task<IReadOnlyList<string>> PartsAsync(DatasetMapping dataset, Window window, CancellationToken cancel) =>
        Of(dataset).PartsAsync(dataset, window, cancel);

    public IAsyncEnumerable<RawPage> PullAsync(
        DatasetMapping dataset, string part, Window window, string? cursor, CancellationToken cancel) =>
        Of(dataset).PullAsync(dataset, part, window, cursor, cancel);

    public IEnumerable<SourceRecord> Read(DatasetMapping dataset, RawPage page) => Of(dataset).Read(dataset, page);

    public Task TakenAsync(DatasetMapping dataset, string part, CancellationToken cancel) =>
        Of(dataset).TakenAsync(dataset, part, cancel);

    private ISource Of(DatasetMapping dataset) => IsOfCalls(dataset) ? _calls : _lists;

    private static bool IsOfCalls(DatasetMapping dataset) =>
        dataset.Source.ValueKind == JsonValueKind.Object && dataset.Source.TryGetProperty("callbacks", out _);
}
