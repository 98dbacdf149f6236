using System.Globalization;
using System.Text;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>Dealers' files in words and numbers, for the command line.</summary>
internal sealed class UploadText(string timeZone)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);

    public string List(IReadOnlyList<UploadLine> lines)
    {
        var text = new StringBuilder();
        text.AppendLine($"Files {lines.Count}");
        if (lines.Count > 0)
        {
            text.AppendLine(
                $"{"id",6}  {"received",-16} {"dealer",-8} {"kind",-16} {"period",-8} {"verdict",-20} {"rows",8} "
                + $"{"rejected",8} {"came by",-7} {"reply",-9} file");
        }

        foreach (var line in lines)
        {
            text.AppendLine(
                $"{line.Id,6}  {Time(line.ReceivedAt),-16} {line.DealerCode,-8} {line.Dataset ?? "-",-16} "
                + $"{line.Period ?? "-",-8} {Word(line),-20} {line.RowsIn,8} {line.Rejected,8} {line.Way ?? "-",-7} "
                + $"{Reply(line),-9} {Plain(line.FileName)}");
        }

        return text.ToString();
    }

    public string Show(UploadLine line, IReadOnlyList<UploadArrival> arrivals, IReadOnlyList<UploadReject> rejects)
    {
        var text = new StringBuilder();
        text.AppendLine($"File {line.Id}  {Plain(line.FileName)}");
        text.AppendLine($"Dealer   {line.DealerCode} {line.DealerName}");
        text.AppendLine($"Kind     {line.Dataset ?? "not recognised"}, period {line.Period ?? "-"}");
        text.AppendLine(
            $"Verdict  {Word(line)}: {line.RowsIn} rows, {line.Rejected} problems, {line.Warnings} warnings");
        if (line.Reason is not null)
        {
            text.AppendLine($"Reason   {line.Reason}");
        }

        if (line.ReplyPath is not null)
        {
            text.AppendLine($"Reply    {line.ReplyPath}");
        }

        text.AppendLine($"Came {arrivals.Count} times:");
        foreach (var arrival in arrivals)
        {
            text.AppendLine(
                $"  {Time(arrival.ReceivedAt)}  by {arrival.Way}, {Plain(arrival.Place)}, {Answer(arrival)}");
        }

        if (rejects.Count > 0)
        {
            text.AppendLine(
                $"Problems {line.Rejected}{(rejects.Count < line.Rejected ? $", the first {rejects.Count}" : "")}:");
        }

        foreach (var reject in rejects)
        {
            text.AppendLine($"  {PlaceOf(reject)}: {reject.Code}: {reject.Message}");
            text.AppendLine($"      {reject.Remedy}");
        }

        return text.ToString();
    }

    /// <summary>The verdict in a word; of a file whose rows came before, that they did.</summary>
    public static string Word(UploadLine line) => line switch
    {
        { SameAs: { } earlier } => $"same as {earlier}",
        { Verdict: nameof(UploadVerdict.AcceptedWithRejects) } => "taken in part",
        { Verdict: nameof(UploadVerdict.Accepted) } => "taken",
        { Verdict: nameof(UploadVerdict.Refused) } => "refused",
        _ => "not read yet",
    };

    private static string Reply(UploadLine line) => line.ReplyStatus switch
    {
        null => line.ReplyPath is null ? "-" : "folder",
        "done" => "sent",
        var status => status,
    };

    private static string Answer(UploadArrival arrival) => arrival switch
    {
        { AnsweredAt: null } => "not answered yet",
        { ReplyKey: null } => "answered in the outbox folder",
        _ => $"answered with {arrival.ReplyFile}: {arrival.ReplyStatus}"
            + (arrival.ReplyReason is { } reason ? $" ({reason})" : "") + $"  [{arrival.ReplyKey}]",
    };

    private static string PlaceOf(UploadReject reject) =>
        new Place("", reject.Sheet, reject.Row, reject.Column).ToString().TrimStart()
        + (reject.Value is { } value ? $", value '{Plain(value)}'" : "");

    // A stranger chose this text: it must neither write lines of its own nor turn the line around.
    private static string Plain(string text) => new(
    [
        .. text.Select(c => CharUnicodeInfo.GetUnicodeCategory(c)
            is UnicodeCategory.Control or UnicodeCategory.Format ? '\uFFFD' : c),
    ]);

    private string Time(DateTime utc) => TimeZoneInfo
        .ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), _zone)
        .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
