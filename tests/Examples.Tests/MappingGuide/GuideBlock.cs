using System.Text.RegularExpressions;

namespace DealerIntegration.Examples.Tests.MappingGuide;

/// <summary>A block of code in a document together with the comment above it that says what it is.</summary>
/// <param name="Kind">The comment's first word: file, run, fields, line-fields or lines.</param>
/// <param name="Argument">The rest of the comment.</param>
internal sealed partial record GuideBlock(string Kind, string Argument, string Text)
{
    public static IReadOnlyList<GuideBlock> Of(string markdown) =>
    [
        .. Marked().Matches(markdown.ReplaceLineEndings("\n")).Select(match =>
            new GuideBlock(match.Groups[1].Value, match.Groups[2].Value.Trim(), match.Groups[3].Value)),
    ];

    [GeneratedRegex(@"<!-- ([\w-]+)([^>]*?)-->\n```\w+\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Marked();
}
