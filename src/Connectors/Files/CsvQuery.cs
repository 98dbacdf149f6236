namespace DealerIntegration.Connectors.Files;

/// <summary>What a dataset's <c>source</c> says for a files connector.</summary>
/// <param name="Pattern">Names of the files, for example <c>*.csv</c>.</param>
/// <param name="Folder">Folder below the connector's address; absent: the address itself.</param>
/// <param name="Delimiter">One ASCII character.</param>
/// <param name="Encoding">utf-8 (with or without byte order mark) or gb18030.</param>
internal sealed record CsvQuery(
    string Pattern = "*.csv", string? Folder = null, string Delimiter = ",", string Encoding = "utf-8");
