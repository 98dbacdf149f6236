using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>
/// A piece of HTML that is safe to send. The only way to make one from text is <see cref="Of"/>, which encodes every
/// value between the braces unless that is HTML itself.
/// </summary>
internal sealed class Html
{
    // Chinese stays readable in the source of a page; what has a meaning in HTML is encoded all the same.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string _text;

    private Html(string text) => _text = text;

    public static Html Nothing { get; } = new("");

    public static Html Of(FormattableString text) => new(text.ToString(Formatter.Instance));

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts));

    /// <summary>The part for each item, one after the other.</summary>
    public static Html Each<T>(IEnumerable<T> items, Func<T, Html> part) => Join(items.Select(part));

    public static Html When(bool condition, Func<Html> part) => condition ? part() : Nothing;

    public override string ToString() => _text;

    private sealed class Formatter : IFormatProvider, ICustomFormatter
    {
        public static readonly Formatter Instance = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
        {
            null => "",
            Html html => html._text,
            IFormattable value => Encoder.Encode(value.ToString(format, CultureInfo.InvariantCulture)),
            _ => Encoder.Encode(arg.ToString() ?? ""),
        };
    }
}
