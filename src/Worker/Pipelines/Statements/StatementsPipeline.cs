using System.Security.Cryptography;
using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Results;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Intake;
using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Pipelines.Settle;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Statements;

/// <summary>
/// Writes every dealer's statement (对账单) and rebate settlement (返利结算单) of a month into its outbox, from the latest
/// reconciliation and settlement of that month. A dealer's settlement waits until all of it is released: run again
/// then, what has not changed is not written again.
/// </summary>
internal sealed class StatementsPipeline(
    HubPaths paths, HubOptions options, DealerChunks dealers, DealerPost post, BusinessDay day) : IPipeline
{
    // A workbook takes a good part of a second, so a few dealers make a chunk long enough.
    private const int DealersPerChunk = 4;

    public string Name => "statements";

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        RunPeriod.Of(run);
        ClearingTerms.Load(paths);
        await LatestAsync(transaction, run, "reconcile", cancel);
        return new RunPlan(
            (await dealers.PlanAsync(run, transaction, cancel, DealersPerChunk)).Chunks,
            RulesHash: FileHash.Of(
                [Path.Combine(paths.Config, StatementTerms.FileName), RulesFile.In(paths).Path]));
    }

    public Task ExecuteAsync(ChunkScope chunk) => chunk.CommitAsync(async transaction =>
    {
        var run = chunk.Run;
        var period = RunPeriod.Of(run);
        var codes = DealerChunks.Of(chunk.Chunk);
        var masters = await MasterStore.DealersAsync(transaction, chunk.Cancel);
        var reconciled = await LatestAsync(transaction, run, "reconcile", chunk.Cancel);
        var books = await SeenBooks.LedgersAsync(transaction, reconciled, codes, chunk.Cancel);
        var accounts = await ClearedAccount.LoadAsync(
            transaction, await SeenBooks.ScopeAsync(transaction, reconciled, codes, chunk.Cancel),
            books.ToDictionary(b => b.Ours.DealerCode, b => b.Ours.Currency), ClearingTerms.Load(paths), chunk.Cancel);
        var outcomes = await ReconciledStore.LoadAsync(transaction, reconciled.Id, codes, chunk.Cancel);
        var last = await StatementStore.LockLastAsync(transaction, codes, period.ToString(), chunk.Cancel);
        var earlier = await StatementAnswerStore.EarlierAsync(transaction, codes, period.ToString(), chunk.Cancel);
        var rebates = await RebatesAsync(transaction, period, codes, chunk.Cancel);
        var issuer = new StatementIssuer(post, StatementTerms.Load(paths.Config));
        var files = 0;
        foreach (var book in books)
        {
            var master = masters[book.Ours.DealerCode];
            var language = MasterStore.LanguageOf(master);
            if (book.HasSomethingToCompare)
            {
                var statement = StatementOf.Dealer(
                    book, accounts[master.Code], outcomes, earlier, master, options.Principal.Name, period,
                    day.Of(run), day);
                files += await issuer.IssueAsync(
                    transaction, chunk, reconciled.Id, statement, last.GetValueOrDefault(master.Code), language);
            }

            if (rebates[master.Code].ToList() is { Count: > 0 } policies)
            {
                var settlement = new RebateSettlement(
                    options.Principal.Name, master.Code, master.Name, period.ToString(), day.Of(run), policies);
                files += await WriteRebateAsync(transaction, chunk, master.Code, settlement, language);
            }
        }

        return new ChunkProgress(true, files, 0);
    });

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var settled = await ReleaseStore.LatestAsync(
            transaction, RunPeriod.Of(run), run.Scope.Length == 0 ? null : [run.Scope], cancel);
        var waiting = settled.Where(s => !s.IsReleased).ToList();
        var note = waiting.Count == 0
            ? null
            : $"The rebates of {waiting.Count} dealers wait for the release of settlement "
              + $"{string.Join(", ", waiting.Select(s => s.Settlement).Distinct())}; run statements again after it";
        return new RunEnd(
            true, $$"""{"files": {{await FileStore.CountAsync(transaction, run.Id, cancel)}}}""", note);
    }

    /// <summary>
    /// Writes a settlement unless the dealer's last one holds the same figures; returns how many files.
    /// </summary>
    private async Task<int> WriteRebateAsync(
        NpgsqlTransaction transaction, ChunkScope chunk, string dealer, RebateSettlement settlement,
        ReplyLanguage language)
    {
        const string kind = "rebate";
        var figures = settlement.Policies.Select(p => p with
        {
            PostedBefore = 0m,
            IsDue = p.IsDue || p.CountsIn is not null,
            CountsIn = null,
            Changes = null,
            Words = [],
            Goods = [.. p.Goods.Select(g => g with { Before = 0m, Due = 0m })],
        });
        var hash = Convert.ToHexStringLower(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { chunk.Run.Period, figures })));
        if (await FileStore.IsKnownAsync(transaction, dealer, kind, hash, chunk.Cancel))
        {
            return 0;
        }

        await post.GiveAsync(
            transaction,
            new Unasked(
                dealer, kind, $"返利结算单_{dealer}_{chunk.Run.Period}_{chunk.Run.Id}.xlsx",
                RebateWorkbook.Write(settlement, language), language, hash),
            chunk.Run.Id,
            chunk.Cancel);
        return 1;
    }

    private async Task<ILookup<string, RebatePolicyResult>> RebatesAsync(
        NpgsqlTransaction transaction, Period period, IReadOnlyList<string> codes, CancellationToken cancel)
    {
        var results = new List<(string Dealer, RebatePolicyResult Result)>();
        foreach (var released in (await ReleaseStore.LatestAsync(transaction, period, codes, cancel))
            .Where(s => s.IsReleased).GroupBy(s => s.Settlement, s => s.Dealer))
        {
            results.AddRange(await RebateResults.LoadAsync(transaction, released.Key, [.. released], cancel));
        }

        return results.ToLookup(r => r.Dealer, r => r.Result);
    }

    private static async Task<Run> LatestAsync(
        NpgsqlTransaction transaction, Run run, string pipeline, CancellationToken cancel) =>
        await RunStore.LatestAsync(transaction, pipeline, run.Scope, RunPeriod.Of(run), cancel)
        ?? throw new ConfigurationException(
            $"There is no finished {pipeline} run of {run.Period} yet; start one first "
            + $"(./hub {pipeline} --period {run.Period}).");
}
