using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Worker.Pipelines.Uploads;

namespace DealerIntegration.Worker.Commands;

/// <summary>The lines of a checked file (试收报告).</summary>
internal static class UploadTrialText
{
    private const int MostLines = 40;

    public static string Of(UploadTrialResult result)
    {
        var reading = result.Reading;
        var text = new StringBuilder();
        text.AppendLine($"{reading.FileName} of {reading.DealerCode}: {Verdict(reading.Verdict)}"
            + $" as {reading.Definition?.Title.English ?? reading.Dataset ?? "nothing that is known"}; "
            + "nothing was written.");
        if (result.TakenBefore is { } name)
        {
            text.AppendLine($"  The same content was taken before as {name}: sent again, it gets a receipt only.");
        }

        text.AppendLine(
            $"  {reading.RowsRead} rows read, {reading.Tally.AcceptedLines} accepted, "
            + $"{reading.Tally.RejectedLines} not; {reading.Problems.Count} problems");
        foreach (var sum in reading.ControlSums)
        {
            text.AppendLine($"  {sum.Name}: stated {sum.Stated}, rows {sum.Computed}: "
                + (sum.Agrees ? "agrees" : $"differs by {sum.Stated - sum.Computed}"));
        }

        Problems(text, reading);
        Changes(text, result);
        foreach (var note in reading.Notes.Take(MostLines))
        {
            text.AppendLine($"  Note: {note.English}");
        }

        text.AppendLine($"Token: {result.Token}");
        return text.ToString();
    }

    /// <summary>The same with nothing left out.</summary>
    public static object Json(UploadTrialResult result) => new
    {
        result.Reading.FileName,
        result.Reading.DealerCode,
        result.Reading.Dataset,
        verdict = result.Reading.Verdict.ToString(),
        result.TakenBefore,
        result.Reading.RowsRead,
        accepted = result.Reading.Tally.AcceptedLines,
        rejected = result.Reading.Tally.RejectedLines,
        controlSums = result.Reading.ControlSums,
        problems = result.Reading.Problems.Select(p => new
        {
            p.Sheet, p.Address, p.Heading, p.Value, p.Key, p.Finding.Code,
            message = p.Finding.Message.English, remedy = p.Finding.Remedy.English,
        }),
        created = result.Changes.Where(c => !c.IsUpdate).Select(c => c.Key),
        updated = result.Changes.Where(c => c.IsUpdate).Select(c => new { c.Key, c.Fields }),
        result.Unchanged,
        notes = result.Reading.Notes.Select(n => n.English),
        result.Token,
    };

    private static void Problems(StringBuilder text, UploadReading reading)
    {
        foreach (var problem in reading.Problems.Take(MostLines))
        {
            var place = problem.Address is { } address ? $"{problem.Sheet} {address}" : problem.Sheet ?? "the file";
            text.AppendLine($"  {place} {problem.Finding.Code}"
                + (problem.Value is { Length: > 0 } value ? $" '{value}'" : "")
                + $": {problem.Finding.Message.English} {problem.Finding.Remedy.English}");
        }

        More(text, reading.Problems.Count);
    }

    private static void Changes(StringBuilder text, UploadTrialResult result)
    {
        var updates = result.Changes.Count(c => c.IsUpdate);
        text.AppendLine(
            $"  {result.Changes.Count - updates} to create, {updates} to update, {result.Unchanged} unchanged");
        foreach (var change in result.Changes.Take(MostLines))
        {
            text.AppendLine(change.IsUpdate
                ? $"  update {change.Key}: " + string.Join(
                    "; ", change.Fields.Select(f => $"{f.Field} {f.Before ?? "(none)"} -> {f.Now ?? "(none)"}"))
                : $"  create {change.Key}");
        }

        More(text, result.Changes.Count);
    }

    private static void More(StringBuilder text, int count)
    {
        if (count > MostLines)
        {
            text.AppendLine($"  … and {count - MostLines} more; --json writes all of them.");
        }
    }

    private static string Verdict(UploadVerdict verdict) => verdict switch
    {
        UploadVerdict.Accepted => "accepted",
        UploadVerdict.AcceptedWithRejects => "accepted in part",
        _ => "refused",
    };
}
