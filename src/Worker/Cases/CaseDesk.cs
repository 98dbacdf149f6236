using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines;
using DealerIntegration.Worker.Pipelines.Intake;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Cases;

/// <summary>
/// Where channel control acts on diversion cases (案件办理). What is wanted is written to the audit log before it is
/// tried; a step, its letter or ruling and the volume that it moves then stand or fall together.
/// </summary>
internal sealed class CaseDesk(
    Database database, AuditLog audit, CaseViews views, HubOptions options, BusinessDay day, DealerPost post)
{
    private const int LongestReason = 2000;

    /// <summary>Every case, the newest window first.</summary>
    /// <param name="dealer">One dealer's code; null: all.</param>
    /// <param name="cancel">Stops reading.</param>
    public Task<IReadOnlyList<CaseView>> ListAsync(string? dealer, CancellationToken cancel) =>
        database.RolledBackAsync(transaction => views.AllAsync(transaction, dealer, cancel), cancel);

    /// <exception cref="UsageException">There is no such case.</exception>
    public Task<CaseFile> OpenAsync(string number, CancellationToken cancel) => database.RolledBackAsync(
        async transaction =>
        {
            var view = await ViewAsync(transaction, number, cancel);
            return new CaseFile(
                view,
                await CaseStore.ScansAsync(transaction, view.Found, cancel),
                await VolumeMoveStore.OfCaseAsync(transaction, number, cancel),
                view.Found.IsWithdrawn ? await CaseStore.WithdrawalAsync(transaction, view.Found, cancel) : null);
        },
        cancel);

    /// <summary>What was attached to a step; null: nothing.</summary>
    public Task<CasePaper?> PaperAsync(string number, int step, CancellationToken cancel) =>
        database.RolledBackAsync(
            transaction => CaseStepStore.PaperAsync(transaction, number, step, cancel), cancel);

    /// <summary>Takes a step.</summary>
    /// <exception cref="UsageException">It cannot be taken now, or not by this person.</exception>
    public async Task<CaseFile> ActAsync(CaseAction action, CaseRequest request, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > LongestReason)
        {
            throw new UsageException(
                $"Say why in at most {LongestReason} characters, for example --reason \"seen by our inspector in two "
                + "shops\"; it stands in the file.");
        }

        await audit.WriteAsync(
            request.By, $"case.{action.ToString().ToLowerInvariant()}", request.Number, request.Reason, cancel);
        await database.InTransactionAsync(
            async (_, transaction) =>
            {
                await AdvisoryLocks.ShareAsync(transaction, AdvisoryLocks.Watermark);
                await AdvisoryLocks.TakeCaseAsync(transaction, request.Number);
                await ChannelControl.RequireAsync(transaction, request.By, cancel);
                await StepAsync(transaction, action, request, cancel);
            },
            cancel);
        return await OpenAsync(request.Number, cancel);
    }

    private async Task StepAsync(
        NpgsqlTransaction transaction, CaseAction action, CaseRequest request, CancellationToken cancel)
    {
        var view = await ViewAsync(transaction, request.Number, cancel);
        var (found, life) = (view.Found, view.Life);
        if (request.Seen is { } seen && seen != life.Steps.Count)
        {
            var last = life.Steps[^1];
            throw new UsageException(
                $"Meanwhile {last.By} has acted on the case ({last.Action.ToString().ToLowerInvariant()}: "
                + $"{last.Reason}). Look at it again.");
        }

        if (CaseCheck.Objection(life, action, request.By, view.Today, found.IsWithdrawn, view.Phases) is { } objection)
        {
            throw new UsageException($"Case {found.Number}: {objection}");
        }

        var step = new CaseStep(
            life.Steps.Count + 1, action, CaseOrder.After(life.State, action)!.Value, request.By, view.Today,
            request.Reason.Trim());
        var letter = action == CaseAction.Notify ? await LetterAsync(transaction, view, cancel) : null;
        await CaseStepStore.AddAsync(
            transaction, found.Number, step, life.State, life.Reviewed(action), found.Run, letter ?? request.Paper,
            cancel);
        await new CaseRuling(day).FollowAsync(transaction, view, step, cancel);
        if (letter is not null)
        {
            await post.GiveAsync(
                transaction,
                new Unasked(
                    found.DealerCode, "case-notice", letter.Name, letter.Content,
                    await LanguageAsync(transaction, view, cancel), letter.Hash),
                found.Run,
                cancel);
        }
    }

    private async Task<CasePaper> LetterAsync(
        NpgsqlTransaction transaction, CaseView view, CancellationToken cancel)
    {
        var scans = await CaseStore.ScansAsync(transaction, view.Found, cancel);
        var language = await LanguageAsync(transaction, view, cancel);
        return new CaseLetter(view, scans, options.Principal, language).Write();
    }

    private static async Task<ReplyLanguage> LanguageAsync(
        NpgsqlTransaction transaction, CaseView view, CancellationToken cancel) => MasterStore.LanguageOf(
        (await MasterStore.DealersAsync(transaction, cancel)).GetValueOrDefault(view.Found.DealerCode));

    private async Task<CaseView> ViewAsync(NpgsqlTransaction transaction, string number, CancellationToken cancel) =>
        await views.FindAsync(transaction, number, cancel)
        ?? throw new UsageException($"There is no case '{number}'; ./hub cases lists them.");
}
