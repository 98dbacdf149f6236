namespace DealerIntegration.Connectors.Mapping;

/// <summary>What is wrong with one value: a stable code for machines, a sentence and a remedy for people.</summary>
internal sealed record Problem(string Code, string? Column, string? Value, string Message, string Remedy)
{
    public const string MissingCode = "missing";

    public static Problem NoSuchPath(string path) => new(
        "no-such-path",
        path,
        null,
        $"The record has no '{path}'.",
        "Correct the path in the mapping file, or give the field a default if the source may leave it out.");

    public static Problem Missing(string field, string? column) => new(
        MissingCode,
        column,
        null,
        $"'{field}' is required and the source holds nothing.",
        "Have it filled in at the source, or give the field a default in the mapping file.");
}
