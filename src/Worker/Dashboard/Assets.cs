using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;

namespace DealerIntegration.Worker.Dashboard;

/// <summary>The pages' style sheet, script and icon, from inside the assembly: no folder is served.</summary>
internal static class Assets
{
    public const string Style = "/assets/dashboard.css";

    public const string Script = "/assets/refresh.js";

    public const string Icon = "/assets/icon.svg";

    private static readonly ConcurrentDictionary<string, string> Addresses =
        new(StringComparer.Ordinal);

    /// <summary>
    /// The address with a mark of the content, so that a new build is not shown with an old copy's looks.
    /// </summary>
    public static string Address(string path) => Addresses.GetOrAdd(
        path, static p => $"{p}?v={Convert.ToHexStringLower(SHA256.HashData(Read(Path.GetFileName(p))))[..12]}");

    public static void Map(WebApplication app)
    {
        // The sign-in page needs its looks before anybody is signed in.
        Map(app, Style, "text/css; charset=utf-8").AllowAnonymous();
        Map(app, Icon, "image/svg+xml").AllowAnonymous();
        Map(app, Script, "text/javascript; charset=utf-8");
    }

    private static RouteHandlerBuilder Map(WebApplication app, string path, string contentType)
    {
        var bytes = Read(Path.GetFileName(path));
        return app.MapGet(path, (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "private, max-age=86400";
            return Results.Bytes(bytes, contentType);
        });
    }

    private static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Dashboard.Assets.{name}")
            ?? throw new InvalidOperationException($"{name} is not embedded in this build.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
