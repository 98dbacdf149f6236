using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Tests;
using DealerIntegration.Domain.Diversion.Codes.Gs1;

namespace DealerIntegration.Domain.Tests.Diversion.Codes;

/// <summary>The hub's table of application identifiers against the published dictionary.</summary>
public sealed partial class AiTableTests
{
    [Fact]
    public void Holds_the_identifiers_of_the_dictionary_and_no_other()
    {
        var known = Dictionary().Select(e => e.Ai).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(known, AiTable.All.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Gives_each_the_same_components_check_digits_days_and_separator()
    {
        var different = Dictionary()
            .Select(e => (e.Ai, Theirs: $"{e.Form} {e.Separator}", Ours: Written(AiTable.All[e.Ai])))
            .Where(e => e.Theirs != e.Ours);
        Assert.Empty(different);
    }

    [Fact]
    public void Knows_which_qualifiers_make_a_key_finer()
    {
        var keys = Dictionary().Where(e => e.Key).Select(e => e.Ai).Except(["8013", "415"]).ToHashSet();
        Assert.Equal(keys.Order(StringComparer.Ordinal), KeyChoice.Qualifiers.Keys.Order(StringComparer.Ordinal));
    }

    private static string Written(AiFormat format) => string.Join(' ', format.Components.Select(c =>
    {
        var length = c.Least == c.Most ? $"{c.Most}" : $"{c.Least}-{c.Most}";
        var check = c.Check switch
        {
            AiCheck.CheckDigit => "c",
            AiCheck.Day => "D",
            AiCheck.DayOrMonth => "d",
            _ => "",
        };
        return $"{(c.Optional ? "?" : "")}{c.Signs.Letter}{length}{check}";
    })) + $" {format.NeedsSeparator}";

    private static List<(string Ai, string Form, bool Separator, bool Key)> Dictionary()
    {
        var entries = new List<(string, string, bool, bool)>();
        foreach (var line in File.ReadLines(SharedData.Require("gs1/dictionary/gs1-syntax-dictionary.txt")))
        {
            if (Entry().Match(line) is not { Success: true } match)
            {
                continue;
            }

            var form = string.Join(' ', match.Groups["part"].Captures.Select(c => Part(c.Value)));
            var first = int.Parse(match.Groups["first"].Value);
            var last = match.Groups["last"] is { Success: true } group ? int.Parse(group.Value) : first;
            var digits = match.Groups["first"].Length;
            var key = match.Groups["rest"].Value.Contains("dlpkey", StringComparison.Ordinal);
            for (var ai = first; ai <= last; ai++)
            {
                entries.Add((ai.ToString($"D{digits}"), form, !match.Groups["flags"].Value.Contains('*'), key));
            }
        }

        Assert.True(entries.Count > 400);
        return entries;
    }

    private static string Part(string written)
    {
        var bits = string.Concat(written.Where(c => c is not ('[' or ']'))).Split(',');
        var length = bits[0][1..].Replace("..", "1-", StringComparison.Ordinal);
        var check = bits.Contains("csum") ? "c" : bits.Contains("yymmdd") ? "D" : bits.Contains("yymmd0") ? "d" : "";
        return $"{(written[0] == '[' ? "?" : "")}{bits[0][0]}{length}{check}";
    }

    [GeneratedRegex(
        @"^(?<first>\d{2,4})(-(?<last>\d+))?\s+(?<flags>[*?]*)\s+((?<part>\[?[NXYZ](\d|\.\.)\S*)(\s+|$))+(?<rest>.*)$")]
    private static partial Regex Entry();
}
