namespace DealerIntegration.Simulators.Sap;

/// <summary>How the server cuts its lists into pages.</summary>
/// <param name="BeforePage">Told a page's number, the first being 0, before its rows are chosen.</param>
internal sealed record SapPaging(int Size, Action<int>? BeforePage = null)
{
    public static readonly SapPaging Usual = new(200);

    public int NumberOf(HttpRequest request) => SapQuery.Position(request.Query["$skiptoken"].ToString()) / Size;
}
