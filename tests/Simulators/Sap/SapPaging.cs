namespace DealerIntegration.Simulators.Sap;

/// <summary>How the server cuts its lists into pages.</summary>
/// <param name="BeforePage">Told a page's number, the first being 0, before its rows are chosen.</param>
/// <param name="Links">
/// Whether a page names the next; without, the caller must ask for the rest by position, as with classic services.
/// </param>
internal sealed record SapPaging(int Size, Action<int>? BeforePage = null, bool Links = true)
{
    public static readonly SapPaging Usual = new(200);

    public int NumberOf(HttpRequest request) =>
        (SapQuery.Position(request.Query["$skiptoken"].ToString()) + SapQuery.Skipped(request.Query)) / Size;
}
