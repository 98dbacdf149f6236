using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Commands;

/// <summary><c>--fault NAME=N</c>: the next N calls go wrong in that way (故障演练).</summary>
internal static class FaultOption
{
    /// <param name="kinds">The faults that the partner has.</param>
    public static Option<Dictionary<string, int>> Build(IReadOnlyList<FaultKind> kinds) => new("--fault")
    {
        Description = "Makes the next N calls go wrong; may stand several times. A running partner takes the same as "
            + "JSON by POST to /admin/faults. NAME is one of:" + Environment.NewLine + Describe(kinds),
        HelpName = "NAME=N",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => Parse(result, kinds),
    };

    /// <summary>The faults with a sentence each.</summary>
    public static string Describe(IEnumerable<FaultKind> kinds) => string.Join(
        Environment.NewLine,
        kinds.Select(kind => $"{kind.Name,-20} {kind.Sentence}"
            + (kind.Only == CallKind.Write ? " Of documents that come in only." : "")));

    private static Dictionary<string, int> Parse(ArgumentResult result, IReadOnlyList<FaultKind> kinds)
    {
        var wanted = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            var parts = text.Split('=', 2);
            if (!kinds.Any(kind => kind.Name == parts[0]))
            {
                var known = string.Join(", ", kinds.Select(kind => kind.Name));
                result.AddError($"'{parts[0]}' is no fault of this partner; there are {known}.");
            }
            else if (parts.Length < 2
                || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                result.AddError($"'{text}' does not say how many calls go wrong; write it like {parts[0]}=3.");
            }
            else
            {
                wanted[parts[0]] = count;
            }
        }

        return wanted;
    }
}
