using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>
/// Writes a body as XML. Its one member is the root, and lists repeat their name. A member that starts with @ is an
/// attribute, #text the text of an element that has attributes; <c>@xmlns</c> and <c>@xmlns:p</c> declare namespaces
/// for the element and all below it, and <c>p:name</c> uses them.
/// </summary>
internal static class XmlText
{
    /// <summary>The member that is the text of its element.</summary>
    public const string Text = "#text";

    private const string Declare = "@xmlns";

    private static readonly Dictionary<string, string> NoPrefixes = new(StringComparer.Ordinal) { [""] = "" };

    public static byte[] Write(JsonObject body)
    {
        var (name, value) = body.Single();
        var root = Elements(name, value, NoPrefixes).Single();
        return Encoding.UTF8.GetBytes(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + root.ToString(SaveOptions.DisableFormatting));
    }

    /// <summary>Why a body cannot be written, in words; null where it can.</summary>
    public static string? Problem(JsonObject body)
    {
        try
        {
            Write(body);
            return null;
        }
        catch (Exception e) when (e is XmlException or ArgumentException or KeyNotFoundException)
        {
            // The framework tells a bad name by throwing only; a prefix that nobody declared is told below.
            return $"it cannot be written as XML: {e.Message}";
        }
    }

    private static IEnumerable<XElement> Elements(string name, JsonNode? value, Dictionary<string, string> scope) =>
        value is JsonArray list ? list.SelectMany(item => Elements(name, item, scope)) : [Element(name, value, scope)];

    private static XElement Element(string name, JsonNode? value, Dictionary<string, string> outer)
    {
        if (value is not JsonObject members)
        {
            return new XElement(Name(name, outer, outer[""]), value?.ToString());
        }

        var scope = new Dictionary<string, string>(outer, StringComparer.Ordinal);
        foreach (var (member, uri) in members.Where(m => IsDeclaration(m.Key)))
        {
            scope[Prefix(member)] = uri?.ToString() ?? "";
        }

        return new XElement(
            Name(name, scope, scope[""]),
            members.Select(m => m.Key switch
            {
                Text => (object?)m.Value?.ToString(),
                _ when IsDeclaration(m.Key) => Declaration(Prefix(m.Key), scope),
                ['@', .. var attribute] => new XAttribute(Name(attribute, scope, ""), m.Value?.ToString() ?? ""),
                _ => Elements(m.Key, m.Value, scope),
            }));
    }

    private static bool IsDeclaration(string member) =>
        member == Declare || member.StartsWith($"{Declare}:", StringComparison.Ordinal);

    private static string Prefix(string member) => member.Length > Declare.Length ? member[(Declare.Length + 1)..] : "";

    private static XAttribute Declaration(string prefix, Dictionary<string, string> scope) =>
        new(prefix.Length == 0 ? "xmlns" : XNamespace.Xmlns + prefix, scope[prefix]);

    // An attribute without a prefix stands in no namespace, an element without one in that of its surroundings.
    private static XName Name(string name, Dictionary<string, string> scope, string otherwise)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return XNamespace.Get(otherwise) + XmlConvert.VerifyNCName(name);
        }

        return scope.TryGetValue(name[..colon], out var uri)
            ? XNamespace.Get(uri) + XmlConvert.VerifyNCName(name[(colon + 1)..])
            : throw new KeyNotFoundException($"nothing declares the prefix of '{name}'; add @xmlns:{name[..colon]}.");
    }
}
