using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Pipelines.Reconcile;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Writes <c>result.reconciliation</c> with its matches, breaks, open items and proposals.</summary>
internal static class ReconciliationStore
{
    public static async Task SaveAsync(
        NpgsqlTransaction transaction, long run, Period period, IReadOnlyList<DealerOutcome> outcomes,
        CancellationToken cancel)
    {
        await SaveHeadsAsync(transaction, run, period, outcomes, cancel);
        var results = outcomes.Where(o => o.Result is not null).Select(o => o.Result!).ToList();
        var several = outcomes.Any(o => o.Books.Documented is not null);
        await SaveMatchesAsync(transaction, run, results, several, cancel);
        await SaveBreaksAsync(transaction, run, results, several, cancel);
        if (!several)
        {
            // Books of documents find out for themselves what an earlier month left open.
            await SaveOpenItemsAsync(transaction, run, results, cancel);
        }

        await SaveProposalsAsync(transaction, run, results, cancel);
    }

    private static async Task SaveHeadsAsync(
        NpgsqlTransaction transaction, long run, Period period, IReadOnlyList<DealerOutcome> outcomes,
        CancellationToken cancel)
    {
        await using var rows = await CopyIn.BeginAsync(
            transaction,
            """
            result.reconciliation (run_id, dealer_code, period, currency, status, our_opening, our_closing,
                their_opening, their_closing, difference, explained, residual, matched, matches, note, rule_code,
                rule_version, carried_from, carried_run)
            """,
            cancel);
        foreach (var (books, result, incomplete) in outcomes)
        {
            var findings = result is null ? incomplete : string.Join(" ", result.Findings.Select(f => f.Message));
            rows.Row().Long(run).Text(books.Ours.DealerCode).Text(period.ToString()).Text(books.Ours.Currency)
                .Text(result is null ? "incomplete" : result.IsGreen ? "green" : "open")
                .Decimal(books.Ours.OpeningBalance).Decimal(books.Ours.ClosingBalance)
                .Decimal(books.Theirs?.OpeningBalance).Decimal(books.Theirs?.ClosingBalance)
                .Decimal(result?.Difference).Decimal(result?.Explained.Values.Sum()).Decimal(result?.Residual)
                .Decimal(Matched(result)).Int(result?.Matches.Count ?? 0)
                .Text(string.IsNullOrEmpty(findings) ? null : findings).Text(result?.RuleCode).Int(result?.RuleVersion)
                .Text(books.Ours.CarriedFrom?.ToString()).Long(books.CarriedRun);
        }

        await rows.CompleteAsync();
    }

    private static async Task SaveMatchesAsync(
        NpgsqlTransaction transaction, long run, List<ReconciliationResult> results, bool several,
        CancellationToken cancel)
    {
        await using var rows = await CopyIn.BeginAsync(
            transaction,
            """
            result.match (run_id, dealer_code, no, step, score, our_ids, their_ids, our_amount, their_amount,
                arithmetic,
                currency)
            """,
            cancel);
        var (no, dealer) = (0, "");
        foreach (var result in results)
        {
            (no, dealer) = (result.DealerCode == dealer ? no : 0, result.DealerCode);
            foreach (var match in result.Matches)
            {
                rows.Row().Long(run).Text(result.DealerCode).Int(++no).Text(match.Step).Decimal(match.Score)
                    .Text(Ids(match.Ours)).Text(Ids(match.Theirs)).Decimal(match.OurAmount).Decimal(match.TheirAmount)
                    .Text(match.IsPlain ? null : match.Arithmetic).Text(several ? result.Currency : null);
            }
        }

        await rows.CompleteAsync();
    }

    private static async Task SaveBreaksAsync(
        NpgsqlTransaction transaction, long run, List<ReconciliationResult> results, bool several,
        CancellationToken cancel)
    {
        await using var rows = await CopyIn.BeginAsync(
            transaction,
            """
            result.break (run_id, dealer_code, no, kind, cause, reference, our_id, their_id, amount, effect, arithmetic,
                evidence, documents, our_period, their_period, item, our_correction, carried_from, may_be_written_off,
                nearest, account, currency, tolerated, checks)
            """,
            cancel);
        var (no, dealer) = (0, "");
        foreach (var result in results)
        {
            (no, dealer) = (result.DealerCode == dealer ? no : 0, result.DealerCode);
            foreach (var found in result.Breaks)
            {
                rows.Row().Long(run).Text(result.DealerCode).Int(++no).Text(found.Kind.ToString())
                    .Text(found.Cause?.ToString()).Text(found.Reference).Text(found.Ours?.Id).Text(found.Theirs?.Id)
                    .Decimal(found.Amount).Decimal(found.Effect).Text(found.Arithmetic).Text(found.Evidence)
                    .Text(string.Join(' ', found.Documents)).Text(found.OurPeriod?.ToString())
                    .Text(found.TheirPeriod?.ToString()).Text(found.Item).Bool(found.OurCorrection)
                    .Text(found.CarriedFrom?.ToString()).Bool(found.MayBeWrittenOff)
                    .Text(NearMissText.Of(found.Nearest))
                    .Text(found.Account).Text(several ? result.Currency : null)
                    .Bool(found.ThreeWay?.IsTolerated ?? false).Text(found.ThreeWay?.Arithmetic);
            }
        }

        await rows.CompleteAsync();
    }

    private static async Task SaveOpenItemsAsync(
        NpgsqlTransaction transaction, long run, List<ReconciliationResult> results, CancellationToken cancel)
    {
        await using var rows = await CopyIn.BeginAsync(
            transaction,
            """
            result.open_item (run_id, dealer_code, side, id, kind, reference, entry_date, amount, currency, text, cause,
                evidence, documents, our_correction, account)
            """,
            cancel);
        foreach (var result in results)
        {
            foreach (var item in result.OpenItems)
            {
                var (entry, cause) = (item.Entry, item.Cause);
                rows.Row().Long(run).Text(result.DealerCode).Text(item.Side == BookSide.Ours ? "ours" : "theirs")
                    .Text(entry.Id).Text(entry.Kind.ToString()).Text(entry.Reference).Date(entry.Date)
                    .Decimal(entry.Amount).Text(entry.Currency).Text(entry.Text).Text(cause?.Cause.ToString())
                    .Text(cause?.Evidence).Text(cause is null ? null : string.Join(' ', cause.Documents))
                    .Bool(cause?.OurCorrection ?? false).Text(cause?.Account);
            }
        }

        await rows.CompleteAsync();
    }

    private static async Task SaveProposalsAsync(
        NpgsqlTransaction transaction, long run, List<ReconciliationResult> results, CancellationToken cancel)
    {
        await using var rows = await CopyIn.BeginAsync(
            transaction, "result.proposal (run_id, dealer_code, step, our_ids, their_ids, reason)", cancel);
        foreach (var result in results)
        {
            foreach (var proposal in result.Proposals)
            {
                rows.Row().Long(run).Text(result.DealerCode).Text(proposal.Step).Text(Ids(proposal.Ours))
                    .Text(Ids(proposal.Theirs)).Text(proposal.Reason);
            }
        }

        await rows.CompleteAsync();
    }

    private static decimal Matched(ReconciliationResult? result)
    {
        var sum = 0m;
        foreach (var match in result?.Matches ?? [])
        {
            sum += Math.Abs(match.OurAmount);
        }

        return sum;
    }

    private static string Ids(OneOrMore<BookEntry> entries) =>
        entries.Count == 1 ? entries.First.Id : Ids((IReadOnlyList<BookEntry>)entries);

    private static string Ids(IReadOnlyList<BookEntry> entries) => string.Join(' ', entries.Select(e => e.Id));
}
