using System.Text.RegularExpressions;

namespace DealerIntegration.Domain.Diversion.Codes;

/// <summary>A private pattern, ready to be tried (物流码匹配).</summary>
internal sealed class PrivatePattern
{
    // Without backtracking a match takes time in proportion to the text; the limit is for a pattern of absurd size.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly PrivateCode _rule;
    private readonly Regex _regex;

    public PrivatePattern(PrivateCode rule)
    {
        _rule = rule;
        _regex = Compile(rule.Pattern);
    }

    /// <summary>What is wrong with a pattern; null: nothing.</summary>
    public static string? Fault(string pattern)
    {
        try
        {
            return Compile(pattern).IsMatch("") ? $"'{pattern}' fits an empty text." : null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return $"'{pattern}' cannot be used: {e.Message}";
        }
    }

    /// <summary>The code in a text in normal form; null: the pattern does not fit.</summary>
    public CodeReading? Read(string text, string normal)
    {
        var match = _regex.Match(normal);
        if (!match.Success)
        {
            return null;
        }

        var code = match.Groups["code"] is { Success: true } group ? group.Value : normal;
        var product = match.Groups["product"] is { Success: true } named ? named.Value : _rule.Product;
        var problem = Holds(code)
            ? null
            : new CodeProblem(
                $"'{code}' is a code of kind {_rule.Name} with a wrong check digit.", "Scan it again, or correct it.");
        return new CodeReading(text, CodeKind.Private, code, null, _rule.Level, product, _rule.Name, problem);
    }

    private bool Holds(string code) => _rule.Check switch
    {
        CodeCheck.Mod10 => CheckDigits.EndsInMod10(code),
        CodeCheck.Luhn => CheckDigits.EndsInLuhn(code),
        CodeCheck.Mod11And10 => CheckDigits.EndsInMod11And10(code),
        CodeCheck.Mod97 => CheckDigits.EndsInMod97(code),
        CodeCheck.Mod37And36 => CheckDigits.EndsInMod37And36(code),
        _ => true,
    };

    private static Regex Compile(string pattern) => new(
        $@"\A(?:{pattern})\z",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        Limit);
}
