using System.Text.Json;

namespace DealerIntegration.Simulators.Demo;

/// <summary>One run of the hub as it last told of itself.</summary>
internal sealed record Step(
    long Run, string Pipeline, string Scope, string Status, int Done, int Chunks, decimal Seconds, long RowsIn,
    long Rejected, string? Note)
{
    public string Name => Scope.Length == 0 ? Pipeline : $"{Pipeline} {Scope}";

    public bool HasEnded => Status is "succeeded" or "failed" or "incomplete";

    /// <summary>Null if the line tells no progress, for example a warning of the runtime.</summary>
    public static Step? Parse(string line)
    {
        if (!line.StartsWith('{'))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(line);
            var row = new Lenient(json.RootElement);
            return new Step(
                row.Integer("run"), row.Text("pipeline"), row.Text("scope"), row.Text("status").ToLowerInvariant(),
                (int)row.Integer("done"), (int)row.Integer("chunks"), row.Number("seconds"), row.Integer("rowsIn"),
                row.Integer("rejected"), row.Text("note") is { Length: > 0 } note ? note : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
