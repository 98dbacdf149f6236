using DealerIntegration.Worker.Dashboard.Pages;

namespace DealerIntegration.Worker.Dashboard;

/// <summary>Pages of dealers' files (经销商来件): looking is for everybody who signs in.</summary>
internal static class UploadsSetup
{
    public static IServiceCollection AddUploadPages(this IServiceCollection services) =>
        services.AddSingleton<UploadTable>().AddSingleton<UploadsPage>();

    public static void MapUploads(this WebApplication app)
    {
        app.MapGet(
            "/uploads",
            (HttpContext http, UploadsPage page, string? period, string? dealer, CancellationToken cancel) =>
                page.ShowAsync(http, period, dealer, cancel));
        app.MapGet(
            "/uploads/{id:long}",
            (HttpContext http, UploadsPage page, long id, CancellationToken cancel) =>
                page.ShowAsync(http, id, cancel));
    }
}
