using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Connectors.Mapping.Converting;

/// <summary>Trace codes (追溯码) in the one form under which the hub keeps them, and as they were read.</summary>
/// <param name="rules">The principal's own numbering; what events are read by must hold here as well.</param>
internal sealed class TraceCodes(CodeRules rules)
{
    /// <summary>The converter that brings a code into normal form.</summary>
    public const string Normal = "traceCode";

    /// <summary>Where nothing is known of the principal's own numbering.</summary>
    public static readonly TraceCodes Unconfigured = new(CodeRules.None);

    private readonly CodeReader _reader = new(rules);

    public IReadOnlyList<Converter> Converters =>
    [
        new Converter(Normal, FieldType.Text, ToNormal),
        new Converter("otherSpelling", FieldType.Text, OtherSpelling),
    ];

    /// <summary>One of these by its name; null: it is none of them.</summary>
    public Converter? Find(string name) => Converters.FirstOrDefault(c => c.Name == name);

    // (01)04012345111118(21)2017 → /01/04012345111118/21/2017. What is no GS1 code is taken as a private one.
    private Complaint? ToNormal(string text, out object? value)
    {
        var reading = _reader.Read(text);
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

    // Nearly every code comes in normal form: to keep it twice would tell nothing.
    private Complaint? OtherSpelling(string text, out object? value)
    {
        value = _reader.Read(text).NormalForm == text ? null : text;
        return null;
    }
}
