using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Worker.Commands;

/// <summary>How a code that somebody wrote was read (读码说明).</summary>
internal static class ReadCodeText
{
    public static string Of(CodeReading reading) => reading.Problem is { } problem
        ? $"Taken as it stands: {problem.Reason}"
        : $"Read as {Kind(reading)}";

    private static string Kind(CodeReading reading) => reading switch
    {
        { Kind: CodeKind.Item } => $"a GS1 item {Elements(reading)}",
        { Kind: CodeKind.LogisticUnit } => $"a GS1 logistic unit {Elements(reading)}",
        { Kind: CodeKind.ProductClass } => $"a GS1 product or lot {Elements(reading)}",
        { Kind: CodeKind.OtherKey } => $"another GS1 key {Elements(reading)}",
        { Pattern: { } pattern } => $"a private code of the kind {pattern}",
        _ => "a private code",
    };

    private static string Elements(CodeReading reading) => $"{reading.Identity!.Key}{reading.Identity.Qualifier}";
}
