using System.Text.Json.Serialization;

namespace DealerIntegration.Domain.Diversion.Codes;

/// <summary>How the principal numbers its own goods (物流码规则), from <c>config/diversion.json</c>.</summary>
/// <param name="Patterns">Tried in order; without any, every text that is no GS1 code is taken as a code.</param>
public sealed record CodeRules(IReadOnlyList<PrivateCode> Patterns)
{
    public static readonly CodeRules None = new([]);

    /// <summary>Every problem of these rules; <paramref name="path"/> is where they stand in their file.</summary>
    public IEnumerable<RuleProblem> Problems(string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Patterns.Count; i++)
        {
            var at = $"{path}.patterns[{i}]";
            if (!names.Add(Patterns[i].Name))
            {
                yield return new RuleProblem(
                    $"{at}.name", $"'{Patterns[i].Name}' stands twice.", "Give it a name of its own.");
            }

            if (PrivatePattern.Fault(Patterns[i].Pattern) is { } fault)
            {
                yield return new RuleProblem(
                    $"{at}.pattern", fault, "Write a regular expression without look-around and back-references.");
            }
        }
    }
}

/// <summary>One kind of private code (物流码规则).</summary>
/// <param name="Pattern">
/// Regular expression for the whole text; small and capital letters are the same. A group named <c>code</c> says which
/// part is the code (for codes inside a web address), one named <c>product</c> which part names the product.
/// </param>
/// <param name="Level">Item, carton or pallet; null: the shipment tells.</param>
/// <param name="Check">How the last signs of the code are worked out from the ones before.</param>
/// <param name="Product">The product of all codes of this kind; null: a group or the shipment tells.</param>
public sealed record PrivateCode(
    string Name, string Pattern, CodeLevel? Level = null, CodeCheck Check = CodeCheck.None, string? Product = null);

/// <summary>Check characters of private codes (校验方式); the name says the method.</summary>
public enum CodeCheck
{
    [JsonStringEnumMemberName("none")]
    None,

    [JsonStringEnumMemberName("mod10")]
    Mod10,

    [JsonStringEnumMemberName("luhn")]
    Luhn,

    [JsonStringEnumMemberName("mod11_10")]
    Mod11And10,

    [JsonStringEnumMemberName("mod97")]
    Mod97,

    [JsonStringEnumMemberName("mod37_36")]
    Mod37And36,
}
