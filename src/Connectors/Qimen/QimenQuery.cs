namespace DealerIntegration.Connectors.Qimen;

/// <summary>What a dataset's <c>source</c> says for a Qimen WMS.</summary>
/// <param name="Method">Paged list to call, for example <c>stock.query</c>.</param>
/// <param name="List">Path of the records below the answer's root, for example <c>items.item</c>.</param>
/// <param name="QueryDate">Asks for the state at a business date, which mappings read as <c>@queryDate</c>.</param>
/// <param name="Items">
/// Product codes to ask for, as many at a time as a page holds, where the method knows no list of everything
/// (<c>inventory.query</c>).
/// </param>
internal sealed record QimenQuery(
    string Method, string List, int PageSize = 500, bool QueryDate = false, List<string>? Items = null);
