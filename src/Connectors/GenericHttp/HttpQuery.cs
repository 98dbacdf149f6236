using System.Text.Json;
using System.Text.Json.Serialization;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>Method of a call that reads.</summary>
public enum ReadVerb
{
    Get,
    Post,
}

/// <summary>What a dataset's <c>source</c> says for a REST system.</summary>
/// <param name="Path">Of the list, below the address.</param>
/// <param name="Records">Path of the records in the answer; empty where the answer itself is the list.</param>
internal sealed record HttpQuery(string Path, string Records)
{
    public ReadVerb Method { get; init; }

    /// <summary>Fixed parameters of the address; may hold {from} and {to}.</summary>
    public Dictionary<string, string> Query { get; init; } = [];

    /// <summary>Of a POST: an object; parameters of pages and windows are set in it.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>Of a POST: pages and windows are asked for in the address all the same.</summary>
    public bool ParametersInQuery { get; init; }

    /// <summary>Where the list holds heads only: how each document is fetched whole.</summary>
    public HttpDetail? Detail { get; init; }

    /// <summary>Path of the partner's own count of records.</summary>
    public string? Total { get; init; }

    public HttpPaging Paging { get; init; } = new(PagingKind.None);

    public HttpChanged? Changed { get; init; }

    /// <exception cref="ConfigurationException">A member is unknown, missing, or of the wrong kind.</exception>
    public static HttpQuery Of(ConnectorFile file, DatasetMapping dataset) => ConfigFile.Parse<HttpQuery>(
        dataset.Source.GetRawText(), $"{file.FilePath}, dataset '{dataset.Dataset}', source");
}

/// <summary>How a document of a list is fetched whole (逐单取明细).</summary>
/// <param name="Path">Below the address, with {id}.</param>
/// <param name="Id">Where the id stands in a record of the list.</param>
internal sealed record HttpDetail(string Path, string Id)
{
    /// <summary>Path of the document in the answer; empty where the answer is the document.</summary>
    public string Record { get; init; } = "";

    /// <summary>Where the id stands in the document; absent: as in the list.</summary>
    public string? Key { get; init; }
}

/// <summary>Parameters that ask for what changed within a window.</summary>
/// <param name="From">Parameter of the begin, inclusive; absent where <c>{from}</c> stands in query or body.</param>
/// <param name="To">Parameter of the end; absent where the partner knows only a begin, or <c>{to}</c> stands there.
/// </param>
internal sealed record HttpChanged(string? From = null, string? To = null)
{
    /// <summary>iso, epochSeconds, epochMilliseconds, or a pattern such as yyyy-MM-dd HH:mm:ss.</summary>
    public string Format { get; init; } = InstantFormat.Iso;

    /// <summary>Time zone of a pattern.</summary>
    public string? Zone { get; init; }
}

/// <summary>How a list is cut into pages.</summary>
internal enum PagingKind
{
    None,
    Page,
    Offset,
    Cursor,
    Link,
    LastRecord,
}

/// <summary>By what the last page is known, where pages are numbered.</summary>
internal enum StopRule
{
    ShortPage,
    EmptyPage,
    HasMore,
    Total,
    Pages,
}

/// <summary>How to turn to the next page; which members belong to a kind is checked when the file is read.</summary>
internal sealed record HttpPaging(PagingKind Kind)
{
    /// <summary>Parameter that takes the page number, the offset or the cursor.</summary>
    public string? Parameter { get; init; }

    public string? SizeParameter { get; init; }

    public int? Size { get; init; }

    /// <summary>Whether the partner is told where to go on by something that we count or read ourselves.</summary>
    [JsonIgnore]
    public bool IsNumbered => Kind is PagingKind.Page or PagingKind.Offset or PagingKind.LastRecord;

    /// <summary>Number of the first page, or of the first record, 0 or 1.</summary>
    public int? First { get; init; }

    /// <summary>
    /// Path of the next cursor or link in the answer; a link without one stands in the header Link. Of kind lastRecord
    /// the path in the last record of a page whose value the next page begins behind.
    /// </summary>
    public string? Next { get; init; }

    public StopRule? Stop { get; init; }

    /// <summary>Path of the number of pages.</summary>
    public string? Pages { get; init; }

    /// <summary>Path of a flag that says whether there is more.</summary>
    public string? HasMore { get; init; }

    /// <summary>
    /// Other hosts that a link may name and that mean the partner all the same: behind a proxy it may not know its own
    /// name. Links are followed on our address whatever they say.
    /// </summary>
    public List<string> Hosts { get; init; } = [];

    /// <summary>
    /// The path below which the partner's links stand where a proxy in between takes ours away, such as <c>/</c>;
    /// absent: that of the address.
    /// </summary>
    public string? Below { get; init; }
}
