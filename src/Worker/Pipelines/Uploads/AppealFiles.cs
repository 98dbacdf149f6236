using System.Text;
using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Replies;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Worker.Cases;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Uploads;

/// <summary>
/// Takes in a dealer's appeal (收取申诉): any file whose name holds the number of the case. It stays with the case as it
/// was sent and is never opened here; the dealer gets a receipt, or is told why it was not taken.
/// </summary>
internal sealed partial class AppealFiles(CaseViews views, FileAnswers answers)
{
    private const string Kind = "case-appeal";

    /// <summary>The number of a case in a file's name; null: it is no appeal.</summary>
    public static string? NumberIn(string fileName) =>
        CaseNumber().Match(fileName) is { Success: true } match ? match.Value.ToUpperInvariant() : null;

    public async Task<ChunkProgress> TakeAsync(NpgsqlTransaction transaction, ChunkScope chunk, AppealFile file)
    {
        var (arrival, upload) = (file.Arrival, file.Upload);
        await AdvisoryLocks.TakeCaseAsync(transaction, file.Case);
        var view = await views.FindAsync(transaction, file.Case, chunk.Cancel);
        var paper = new CasePaper(arrival.FileName, upload.Body);
        var refusal = RefusalOf(view, upload.DealerCode, paper);
        if (refusal is null)
        {
            await AddAsync(transaction, view!, upload.DealerCode, paper, chunk.Cancel);
        }

        var master = (await MasterStore.DealersAsync(transaction, chunk.Cancel)).GetValueOrDefault(upload.DealerCode);
        var language = MasterStore.LanguageOf(master);
        var text = $"{file.Case}: {(refusal ?? Taken(view!)).In(language)}\r\n";
        var reply = new ReplyFile(
            $"{arrival.FileName}.appeal.txt", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)]);
        var path = await answers.GiveAsync(transaction, chunk, arrival, upload.DealerCode, [reply], Kind, language);

        // The same content may come again, against the ruling; what became of it the first time stays on record.
        if (!file.IsRepeat && upload.Verdict == UploadStore.Unread)
        {
            await UploadStore.JudgeAsync(
                transaction, upload.Id, chunk.Run, Kind,
                refusal is null ? UploadVerdict.Accepted : UploadVerdict.Refused, refusal?.English, path,
                chunk.Cancel);
        }

        return new ChunkProgress(true, 0, 0);
    }

    private static async Task AddAsync(
        NpgsqlTransaction transaction, CaseView view, string dealer, CasePaper paper, CancellationToken cancel)
    {
        var life = view.Life;
        var step = new CaseStep(
            life.Steps.Count + 1, CaseAction.Appeal, CaseOrder.After(life.State, CaseAction.Appeal)!.Value,
            $"dealer:{dealer}", view.Today, $"Sent by the dealer: {paper.Name}");
        await AuditLog.WriteAsync(
            transaction, $"dealer {dealer}", "case.appeal", view.Found.Number, paper.Name, cancel);
        await CaseStepStore.AddAsync(
            transaction, view.Found.Number, step, life.State, null, view.Found.Run, paper, cancel);
    }

    // A case that its dealer was not told of does not exist for it.
    private static Bilingual? RefusalOf(CaseView? view, string dealer, CasePaper paper)
    {
        if (view is null || view.Found.DealerCode != dealer || view.Steps.Count == 0)
        {
            return new(
                "未登记：没有以此编号通知贵方的案件。请核对文件名中的案件号。",
                "Not taken: you were notified of no case with this number. Check the number in the file's name.");
        }

        if (view.Steps.Any(s => s.Step.Action == CaseAction.Notify && s.PaperHash == paper.Hash))
        {
            return new(
                "未登记：这是我方的通知原件。请另写申诉，文件名中保留案件号。",
                "Not taken: this is our own notice. Write your answer and keep the number in the file's name.");
        }

        return view.Life switch
        {
            { State: CaseState.Appealed or CaseState.Contested } => new(
                "未登记：此前的申诉尚待裁定。补充材料请交渠道稽查。",
                "Not taken: an earlier appeal waits for its ruling. Give further papers to channel control."),
            { State: CaseState.Confirmed, Upheld: not null } => new(
                "未登记：对裁定的申诉已有决定。", "Not taken: the appeal against the ruling has been decided."),
            { State: CaseState.Notified or CaseState.Confirmed } => null,
            _ => new(
                "未登记：案件目前没有针对贵方的事项。", "Not taken: nothing stands against you in this case now."),
        };
    }

    private static Bilingual Taken(CaseView view)
    {
        var due = view.Today.AddDays(view.Phases.RuleDays);
        return new(
            $"申诉已于 {view.Today:yyyy-MM-dd} 登记，将于 {due:yyyy-MM-dd} 前裁定。",
            $"The appeal was taken on {view.Today:yyyy-MM-dd}; the ruling is due by {due:yyyy-MM-dd}.");
    }

    [GeneratedRegex("DC-[0-9A-Z]{4,8}-[0-9]{6}-[0-9A-F]{12}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CaseNumber();
}

/// <summary>A file that names a case.</summary>
/// <param name="IsRepeat">The same content came before in this run.</param>
internal sealed record AppealFile(Arrival Arrival, Upload Upload, string Case, bool IsRepeat);
