using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Rebates;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Months;

/// <summary>Turns what is known of a period into what stands in the way of its close (结账检查).</summary>
internal static class PeriodBlockers
{
    public static IReadOnlyList<PeriodBlocker> Of(PeriodFacts facts) =>
    [
        .. Earlier(facts), .. Runs(facts), .. Pulls(facts), .. Uploads(facts), .. Reconciled(facts), .. Dealers(facts),
        .. Late(facts), .. Residuals(facts), .. Statements(facts), .. Settled(facts),
        .. Released(facts), .. Pushes(facts),
    ];

    /// <summary>Whether every dealer that was reconciled has said yes, or counts as having said so.</summary>
    public static bool AllAgree(PeriodFacts facts) =>
        facts is { Standings: not null, Dealers.Count: > 0 } && facts.Dealers.All(d => Agrees(StandingOf(facts, d)));

    private static IEnumerable<PeriodBlocker> Earlier(PeriodFacts facts) => facts.EarlierOpen.Select(earlier =>
        new PeriodBlocker(
            BlockerKind.EarlierPeriodOpen,
            PeriodBlocker.Finance,
            $"{earlier} is not closed; months are closed in their order.",
            $"./hub period --period {earlier}"));

    private static IEnumerable<PeriodBlocker> Runs(PeriodFacts facts) => facts.Runs.Select(run => new PeriodBlocker(
        BlockerKind.RunGoingOn,
        PeriodBlocker.It,
        $"Run {run.Id} ({$"{run.Pipeline} {run.Scope}".TrimEnd()}) is {run.Status}.",
        $"Wait for its end (/runs/{run.Id} of the dashboard); one that is queued needs a worker: ./hub serve"));

    private static IEnumerable<PeriodBlocker> Pulls(PeriodFacts facts) => facts.Pulls.Select(pull => new PeriodBlocker(
        BlockerKind.PullNotWhole,
        PeriodBlocker.It,
        $"{pull.Scope} is not proved whole: {pull.Why}",
        $"./hub rejected --run {pull.Run} and /runs/{pull.Run} of the dashboard; then ./hub import {pull.Scope}"));

    private static IEnumerable<PeriodBlocker> Uploads(PeriodFacts facts) => facts.Uploads.Select(upload =>
        new PeriodBlocker(
            BlockerKind.UploadRefused,
            upload.DealerCode,
            $"{upload.FileName} was refused and not replaced: {upload.Reason ?? "no reason was kept"}",
            TakeIn(facts.Period, $"Correct the file, put it into drop/{upload.DealerCode}, then ")));

    private static IEnumerable<PeriodBlocker> Reconciled(PeriodFacts facts)
    {
        if (facts.Reconciled is null)
        {
            yield return new PeriodBlocker(
                BlockerKind.NotReconciled,
                PeriodBlocker.Finance,
                "No reconciliation of all dealers has finished.",
                $"./hub reconcile --period {facts.Period}");
        }
    }

    private static IEnumerable<PeriodBlocker> Dealers(PeriodFacts facts) => facts.Dealers
        .Where(dealer => dealer.Status == "incomplete")
        .Select(dealer => new PeriodBlocker(
            BlockerKind.DealerIncomplete,
            dealer.DealerCode,
            $"Incomplete: {dealer.Note}",
            TakeIn(facts.Period, $"Put the ledger of {facts.Period} into drop/{dealer.DealerCode}, then ")
            + $" && {Reconcile(facts.Period, dealer.DealerCode)}"));

    private static IEnumerable<PeriodBlocker> Late(PeriodFacts facts) => facts.UnseenByReconcile
        .Select(late => new PeriodBlocker(
            BlockerKind.LateDocuments,
            PeriodBlocker.Finance,
            $"{late.DealerCode}: {Counted(late)} came after its last reconciliation.",
            Reconcile(facts.Period, late.DealerCode)));

    private static IEnumerable<PeriodBlocker> Residuals(PeriodFacts facts)
    {
        foreach (var dealer in facts.Dealers.Where(d => d.Status == "open"))
        {
            var explain = $"./hub explain balance --period {facts.Period} --dealer {dealer.DealerCode}";
            yield return dealer.Residual is { } residual && residual != 0m
                ? new PeriodBlocker(
                    BlockerKind.Residual,
                    PeriodBlocker.Finance,
                    $"{dealer.DealerCode}: {AmountText.Of(residual)} {dealer.Currency} is unexplained, "
                    + $"{Breaks(dealer.Unexplained)} without a cause.",
                    $"{explain}; then book what is missing, or decide: ./hub match force, ./hub writeoff")
                : new PeriodBlocker(
                    BlockerKind.Residual,
                    dealer.DealerCode,
                    $"The books do not add up to their balances: {dealer.Note}",
                    TakeIn(facts.Period, $"Put a corrected ledger into drop/{dealer.DealerCode}, then ")
                    + $" && {Reconcile(facts.Period, dealer.DealerCode)}");
        }
    }

    private static IEnumerable<PeriodBlocker> Statements(PeriodFacts facts)
    {
        if (facts.Standings is null)
        {
            yield break;
        }

        foreach (var dealer in facts.Dealers)
        {
            var standing = StandingOf(facts, dealer);
            var detail = standing.Detail is { } text ? $": {text}" : ".";
            PeriodBlocker? blocker = standing.Standing switch
            {
                AnswerState.NotIssued => new PeriodBlocker(
                    BlockerKind.Statement,
                    PeriodBlocker.Finance,
                    $"{dealer.DealerCode}: no statement was issued{detail}",
                    $"./hub run statements --period {facts.Period} --wait"),
                AnswerState.Waiting => new PeriodBlocker(
                    BlockerKind.Statement,
                    dealer.DealerCode,
                    $"The statement is not answered{detail}",
                    TakeIn(facts.Period, $"Answer the statement, put it into drop/{dealer.DealerCode}, then ")),
                AnswerState.Disputed => new PeriodBlocker(
                    BlockerKind.Statement,
                    PeriodBlocker.Finance,
                    $"{dealer.DealerCode} disputes its statement{detail}",
                    $"Settle the dispute, then {Reconcile(facts.Period, dealer.DealerCode)} "
                    + $"&& ./hub run statements --period {facts.Period} --wait"),
                _ => null,
            };
            if (blocker is not null)
            {
                yield return blocker;
            }
        }
    }

    private static IEnumerable<PeriodBlocker> Settled(PeriodFacts facts)
    {
        if (facts.Settled is null)
        {
            yield return new PeriodBlocker(
                BlockerKind.NotSettled,
                PeriodBlocker.Finance,
                "No settlement of all dealers' rebates has finished.",
                $"./hub settle --period {facts.Period}");
        }

        foreach (var late in facts.UnseenBySettle)
        {
            yield return new PeriodBlocker(
                BlockerKind.NotSettled,
                PeriodBlocker.Finance,
                $"{late.DealerCode}: {Counted(late)} came after its last settlement.",
                $"./hub settle --period {facts.Period} --dealer {late.DealerCode}");
        }
    }

    private static IEnumerable<PeriodBlocker> Released(PeriodFacts facts)
    {
        foreach (var waiting in facts.Waiting)
        {
            var what = $"Settlement {waiting.Run} ({waiting.Count} results, {AmountText.Of(waiting.Amount)} "
                + $"{waiting.Currency}) ";
            var again = $"./hub settle --period {facts.Period}";
            yield return waiting.State switch
            {
                SettlementState.Prepared => new PeriodBlocker(
                    BlockerKind.NotReleased,
                    PeriodBlocker.Finance,
                    $"{what}waits for its release by another than {waiting.PreparedBy}.",
                    $"./hub settle release {waiting.Run}"),
                SettlementState.Rejected => new PeriodBlocker(
                    BlockerKind.NotReleased,
                    PeriodBlocker.Finance,
                    $"{what}was rejected by {waiting.Why}",
                    $"Correct it, then {again}"),
                _ => new PeriodBlocker(
                    BlockerKind.NotReleased,
                    PeriodBlocker.Finance,
                    $"{what}is outdated: its postings have changed since it was computed.",
                    again),
            };
        }
    }

    private static IEnumerable<PeriodBlocker> Pushes(PeriodFacts facts)
    {
        foreach (var push in facts.Pushes)
        {
            var what = $"{push.Kind} {push.Key} of {push.DealerCode} to {push.Connector} is {push.Status}"
                + (push.Reason is null ? "." : $": {push.Reason}");
            var isRebate = push.Kind is "credit-note" or "debit-note" or "free-goods";
            yield return push.Status != "refused"
                ? new PeriodBlocker(
                    BlockerKind.Outbox,
                    PeriodBlocker.It,
                    what,
                    $"./hub run deliver --scope {push.Connector} --period {facts.Period} --wait")
                : new PeriodBlocker(
                    BlockerKind.Outbox,
                    isRebate ? PeriodBlocker.Finance : PeriodBlocker.It,
                    what,
                    isRebate
                        ? $"Correct what {push.Connector} names, then ./hub settle --period {facts.Period}, "
                          + $"have it released, then ./hub run deliver --scope {push.Connector} "
                          + $"--period {facts.Period} --wait"
                        : $"Tell the dealer: ./hub run reply-orders --period {facts.Period} --wait");
        }
    }

    // A dealer that the statements do not know of has got none.
    private static DealerStanding StandingOf(PeriodFacts facts, StoredReconciliation dealer) =>
        facts.Standings!.GetValueOrDefault(dealer.DealerCode) ?? new DealerStanding(AnswerState.NotIssued);

    private static bool Agrees(DealerStanding standing) =>
        standing.Standing is AnswerState.Confirmed or AnswerState.DeemedConfirmed;

    private static string Reconcile(Period period, string dealer) =>
        $"./hub reconcile --period {period} --dealer {dealer}";

    private static string TakeIn(Period period, string before) =>
        $"{before}./hub run uploads --period {period} --wait";

    private static string Counted(LateDocuments late) =>
        late.Count == 1 ? late.First : $"{late.Count} changes ({late.First}, …)";

    private static string Breaks(int count) => count == 1 ? "1 break" : $"{count} breaks";
}
