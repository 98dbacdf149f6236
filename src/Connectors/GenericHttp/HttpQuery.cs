using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>Method of a call that reads.</summary>
internal enum ReadVerb
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

    /// <summary>Fixed parameters of the address.</summary>
    public Dictionary<string, string> Query { get; init; } = [];

    /// <summary>Of a POST: an object; parameters of pages and windows are set in it.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>Of a POST: pages and windows are asked for in the address all the same.</summary>
    public bool ParametersInQuery { get; init; }

    /// <summary>Path of the partner's own count of records.</summary>
    public string? Total { get; init; }

    public HttpPaging Paging { get; init; } = new(PagingKind.None);

    public HttpChanged? Changed { get; init; }

    /// <exception cref="ConfigurationException">A member is unknown, missing, or of the wrong kind.</exception>
    public static HttpQuery Of(ConnectorFile file, DatasetMapping dataset) => ConfigFile.Parse<HttpQuery>(
        dataset.Source.GetRawText(), $"{file.FilePath}, dataset '{dataset.Dataset}', source");
}

/// <summary>Parameters that ask for what changed within a window.</summary>
/// <param name="From">Parameter of the begin, inclusive.</param>
/// <param name="To">Parameter of the end; absent where the partner knows only a begin.</param>
internal sealed record HttpChanged(string From, string? To = null)
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
}

/// <summary>By what the last page is known, where pages are numbered.</summary>
internal enum StopRule
{
    ShortPage,
    EmptyPage,
    HasMore,
    Total,
}

/// <summary>How to turn to the next page; which members belong to a kind is checked when the file is read.</summary>
internal sealed record HttpPaging(PagingKind Kind)
{
    /// <summary>Parameter that takes the page number, the offset or the cursor.</summary>
    public string? Parameter { get; init; }

    public string? SizeParameter { get; init; }

    public int? Size { get; init; }

    /// <summary>Number of the first page, 0 or 1.</summary>
    public int? First { get; init; }

    /// <summary>Path of the next cursor or link in the answer; a link without one stands in the header Link.</summary>
    public string? Next { get; init; }

    public StopRule? Stop { get; init; }

    /// <summary>Path of a flag that says whether there is more.</summary>
    public string? HasMore { get; init; }

    /// <summary>
    /// Other hosts that a link may name and that mean the partner all the same: behind a proxy it may not know its own
    /// name. Links are followed on our address whatever they say.
    /// </summary>
    public List<string> Hosts { get; init; } = [];
}
