using DealerIntegration.Worker.Jobs;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>How the steps below a run ended; one that is incomplete makes the whole incomplete.</summary>
internal static class StepReport
{
    public static async Task<RunEnd> OfAsync(NpgsqlTransaction transaction, long parent, CancellationToken cancel)
    {
        var steps = await Sql.QueryAsync<(string Pipeline, string Scope, string Status, string? Note)>(
            transaction,
            "SELECT pipeline, scope, status, note FROM ops.run WHERE parent_id = @parent ORDER BY step",
            cancel,
            new { parent });
        var incomplete = steps.Where(s => s.Status == RunStatus.Incomplete).ToList();
        var counts = $$"""{"steps": {{steps.Count}}, "incomplete": {{incomplete.Count}}}""";
        var note = string.Join("; ", incomplete.Select(s => $"{s.Pipeline} {s.Scope}".TrimEnd() + $": {s.Note}"));
        return new RunEnd(incomplete.Count == 0, counts, note.Length == 0 ? null : note);
    }
}
