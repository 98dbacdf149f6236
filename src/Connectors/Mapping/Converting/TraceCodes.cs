using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Connectors.Mapping.Converting;

/// <summary>Trace codes (追溯码) in the one form under which the hub keeps them.</summary>
internal static class TraceCodes
{
    private static readonly CodeReader Reader = new(CodeRules.None);

    /// <summary>
    /// <c>(01)04012345111118(21)2017</c> → <c>/01/04012345111118/21/2017</c>. What is no GS1 code is taken as a private
    /// one.
    /// </summary>
    public static Complaint? Normal(string text, out object? value)
    {
        var reading = Reader.Read(text);
        value = reading.NormalForm;
        if (reading.Problem is { } problem)
        {
            return new("malformed-code", problem.Reason, problem.Remedy);
        }

        return reading.IsTraceable ? null : new(
            "not-traceable",
            $"'{text}' names a product or a lot, no single thing.",
            "Map the field that holds the serial.");
    }
}
