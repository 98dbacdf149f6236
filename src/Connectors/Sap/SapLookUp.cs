using System.Text.Json;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Sap;

/// <summary>Looks a document up by our key (SAP 按键查询).</summary>
/// <param name="Path">Service and entity set.</param>
/// <param name="Query">What is asked of the entity set, without the question mark.</param>
internal sealed record SapLookUp(string Key, string Path, string NumberProperty, string Query)
{
    /// <summary>The entity set, below its service.</summary>
    public string Set => Path[(Path.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>Null for kinds that SAP does not take.</summary>
    public static SapLookUp? Of(PushDocument document) => SapDocument.Home(document.Kind) is var (path, number)
        ? new SapLookUp(document.Key, path, number, Filter(document))
        : null;

    /// <summary>The filter that finds a document of ours, escaped for an address.</summary>
    public static string Filter(PushDocument document)
    {
        var (key, dealer) = (Quoted(document.Key), Quoted(document.DealerCode));
        var filter = $"{SapDocument.KeyProperty} eq {key} and SoldToParty eq {dealer}";
        return $"$filter={Uri.EscapeDataString(filter)}";
    }

    /// <summary>The one row of the answer, whose memory is its own; null where SAP holds no such document.</summary>
    /// <exception cref="ConnectorException">It holds more than one, or others than were asked for.</exception>
    public JsonElement? Row(Answer answer)
    {
        using var json = JsonDocument.Parse(answer.Body);
        var byNumber = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var row in ODataPage.Results(json.RootElement, Path).EnumerateArray())
        {
            byNumber.TryAdd(NumberOf(row), row.Clone());
        }

        return byNumber.Count switch
        {
            0 => null,
            1 => byNumber.Values.Single(),
            _ => throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"SAP holds {byNumber.Count} documents with our key {Key} ({string.Join(", ", byNumber.Keys)}): "
                + "one effect too many. Cancel the surplus in SAP, then look again."),
        };
    }

    /// <inheritdoc cref="Row"/>
    public string? Number(Answer answer) => Row(answer) is { } row ? NumberOf(row) : null;

    public string NumberOf(JsonElement row)
    {
        // A service that ignores the filter would make any document look like ours.
        if (SapEntity.Text(row, SapDocument.KeyProperty) != Key)
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{Path}?{Query}: SAP answered with documents that do not carry our key; the filter is not applied.");
        }

        return SapEntity.Text(row, NumberProperty) ?? throw new ConnectorException(
            ConnectorFailure.Configuration, $"{Path}?{Query}: the document found has no {NumberProperty}.");
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
