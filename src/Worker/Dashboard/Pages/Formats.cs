using System.Text.Json;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines.Reconcile;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>How instants, durations and figures are written.</summary>
internal sealed class Formats(HubOptions options)
{
    private const int DeepestFigures = 6;

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.Principal.TimeZone);

    public string Zone => options.Principal.TimeZone;

    /// <summary>In the principal's zone, as the business reads it.</summary>
    public string Instant(DateTime? utc) => utc is { } at
        ? TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(at, DateTimeKind.Utc), _zone)
            .ToString("yyyy-MM-dd HH:mm:ss")
        : "–";

    public static string Duration(decimal? seconds) => seconds switch
    {
        null => "–",
        < 60 => $"{seconds:0.0} s",
        < 3600 => $"{Math.Floor(seconds.Value / 60)} min {seconds % 60:00} s",
        _ => $"{Math.Floor(seconds.Value / 3600)} h {Math.Floor(seconds.Value % 3600 / 60):00} min",
    };

    public static string Count(long count) => count.ToString("N0");

    /// <summary>A figure of a book: a quantity where it counts goods, else money.</summary>
    public static string Figure(BookWords words, decimal? figure) => words.CountsGoods && figure is { } quantity
        ? quantity.ToString("#,##0.############", System.Globalization.CultureInfo.InvariantCulture)
        : Money(figure);

    /// <summary>Every digit that is stored, at least two places; never a zero with a sign.</summary>
    public static string Money(decimal? amount) => amount switch
    {
        null => "–",
        0m => "0.00",
        { } value => value.ToString("#,##0.00##########", System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>A JSON object as a list of names and values; what lies deeper is indented below its name.</summary>
    public static Html Figures(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object && !document.RootElement.EnumerateObject().Any()
            ? Html.Of($"""<p class="none">–</p>""")
            : Value(document.RootElement, 0);
    }

    private static Html Value(JsonElement value, int depth) => value.ValueKind switch
    {
        _ when depth > DeepestFigures => Html.Of($"{value.GetRawText()}"),
        JsonValueKind.Object => Html.Of(
            $"""
            <dl class="figures">{Html.Each(
                value.EnumerateObject(),
                p => Html.Of($"<div><dt>{p.Name}</dt><dd>{Value(p.Value, depth + 1)}</dd></div>"))}</dl>
            """),
        JsonValueKind.Array => Html.Of(
            $"<ul>{Html.Each(value.EnumerateArray(), item => Html.Of($"<li>{Value(item, depth + 1)}</li>"))}</ul>"),
        JsonValueKind.Number when value.TryGetInt64(out var whole) => Html.Of($"{Count(whole)}"),
        JsonValueKind.String => Html.Of($"{value.GetString()}"),
        JsonValueKind.Null => Html.Of($"–"),
        // Digits as they were stored: an amount is not passed through a number type on its way to the page.
        _ => Html.Of($"{value.GetRawText()}"),
    };
}
