using System.Text.Json;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Intake;

/// <summary>What one look at a server has taken and left (收件计数).</summary>
/// <param name="Known">Files that were stored by an earlier look that could not clear them away.</param>
/// <param name="Left">By reason, how many were left and whose the first of them are.</param>
internal sealed record IntakeCounts(string Way, int Files, int Known, IReadOnlyList<LeftFiles> Left)
{
    private const int Named = 5;

    public static IntakeCounts Of(IntakeWay way, int files, int known, IntakeReport report) => new(
        ArrivalStore.NameOf(way),
        files,
        known,
        [.. report.Left.GroupBy(left => left.Reason, StringComparer.Ordinal).Select(group => new LeftFiles(
            group.Key, group.Count(), [.. group.Select(NameOf).Distinct(StringComparer.Ordinal).Take(Named)]))]);

    public static IntakeCounts Read(string json) =>
        JsonSerializer.Deserialize<IntakeCounts>(json, JsonSerializerOptions.Web)!;

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>In words what was left; null when nothing was.</summary>
    public string? Note() => Left.Count == 0 ? null : $"{Way}: " + string.Join("; ", Left.Select(left =>
        $"{left.Count} left because {left.Reason} ({string.Join(", ", left.Names)}"
        + $"{(left.Names.Count < left.Count ? ", …" : "")})"));

    // A stranger chose this name: it must not write lines of its own into a note or a log.
    private static string NameOf(WaitingFile left) => new(
        [.. string.Join('/', new[] { left.DealerCode, left.Name }.Where(part => part.Length > 0))
            .Where(c => !char.IsControl(c)).Take(100)]);
}

/// <summary>Files or mails that were left for one reason.</summary>
internal sealed record LeftFiles(string Reason, int Count, IReadOnlyList<string> Names);
