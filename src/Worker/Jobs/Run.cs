using System.Text.Json;

namespace DealerIntegration.Worker.Jobs;

/// <summary>One execution of a pipeline over a scope and period (一次运行), as its row in <c>ops.run</c>.</summary>
internal sealed record Run
{
    public required long Id { get; init; }

    public required string Pipeline { get; init; }

    /// <summary>What part of the business: <c>sap/invoices</c>, a dealer's code, or empty for all.</summary>
    public required string Scope { get; init; }

    public string? Period { get; init; }

    public required string Parameters { get; init; }

    public long? ParentId { get; init; }

    public int? Step { get; init; }

    public required string Status { get; init; }

    /// <summary>Last canonical version that this run may see.</summary>
    public long? Watermark { get; init; }

    public int? Chunks { get; init; }

    public int? Remaining { get; init; }

    public required string Counts { get; init; }

    public string? Note { get; init; }

    public string? ErrorKind { get; init; }

    public string? Error { get; init; }

    public required string AskedBy { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime? StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    /// <summary>Only tried out (试算): the same work, and nothing of it is kept.</summary>
    public bool IsDryRun
    {
        get
        {
            using var parameters = JsonDocument.Parse(Parameters);
            return parameters.RootElement.TryGetProperty("dryRun", out var value)
                && value.ValueKind == JsonValueKind.True;
        }
    }

    public bool HasEnded => Status is RunStatus.Succeeded or RunStatus.Incomplete or RunStatus.Failed;
}

internal static class RunStatus
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Succeeded = "succeeded";

    /// <summary>Done, but something is missing: never shown as green.</summary>
    public const string Incomplete = "incomplete";

    public const string Failed = "failed";
}

/// <summary>What somebody asks for: a run that does not exist yet.</summary>
internal sealed record RunRequest(string Pipeline, string Scope, string? Period, string AskedBy,
    string Parameters = "{}");
