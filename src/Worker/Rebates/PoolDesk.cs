using DealerIntegration.Connectors.Spreadsheets.Draws;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Domain.RebatePool;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Rebates;

/// <summary>How the pool stands, and the credits that expire soon.</summary>
internal sealed record PoolReport(
    DateOnly Day, IReadOnlyList<PoolBalance> Balances, IReadOnlyList<PoolCredit> ExpiringSoon,
    IReadOnlyList<StoredPoolEntry> Entries);

/// <summary>
/// Where people look into the rebate pool, draw from it and take entries back (返利池). A file of drawings is booked whole
/// or not at all; an entry is never changed, only reversed by another. What is wanted is audited before it is tried.
/// </summary>
internal sealed class PoolDesk(Database database, AuditLog audit, HubOptions options, BusinessDay day)
{
    /// <param name="dealer">Null: the balances of all dealers, without single entries.</param>
    /// <param name="cancel">Stops reading.</param>
    public Task<PoolReport> LookAsync(string? dealer, CancellationToken cancel) => database.InTransactionAsync(
        async (_, transaction) =>
        {
            var today = await TodayAsync(transaction, cancel);
            return new PoolReport(
                today,
                await RebatePoolStore.BalancesAsync(transaction, dealer, today, cancel),
                await RebatePoolStore.ExpiringSoonAsync(
                    transaction, dealer, today, today.AddDays(options.Rebates.ExpiryWarningDays), cancel),
                dealer is null ? [] : await RebatePoolStore.EntriesAsync(transaction, dealer, cancel));
        },
        cancel);

    /// <summary>Books every row of a file of drawings; returns the entries' numbers in the order of the rows.</summary>
    /// <exception cref="UsageException">A row cannot be booked; nothing was, and every reason is named.</exception>
    public async Task<IReadOnlyList<(long Number, DrawRequest Request)>> DrawAsync(
        byte[] content, string name, string by, CancellationToken cancel)
    {
        var file = DrawFile.Read(OpenedFile.Open(content, name, OldWorkbooks.Process()));
        Refuse(name, file.Problems);
        await audit.WriteAsync(by, "pool.draw", name, $"{file.Rows.Count} rows", cancel);
        return await database.InTransactionAsync(
            async (_, transaction) =>
            {
                var requests = await RequestsAsync(transaction, name, file.Rows, cancel);
                var dealers = requests.Select(r => r.Purse.DealerCode).Distinct(StringComparer.Ordinal).ToList();
                await AdvisoryLocks.TakeAccountsAsync(transaction, dealers);
                Refuse(name, Repeated(requests, await RebatePoolStore.DrawnAsync(transaction, dealers, cancel)));
                var credits = await RebatePoolStore.CreditsAsync(transaction, dealers, cancel);
                var draws = PoolDraws.Of(new PoolBook(credits, await TodayAsync(transaction, cancel)), requests);
                Refuse(name, draws.Refusals);
                var numbers = await RebatePoolStore.BookAsync(
                    transaction,
                    [
                        .. draws.Drawn.Select(d => new PoolEntry(
                            d.Request.Purse, PoolEntryKind.Draw, -d.Request.Amount, $"{name} row {d.Request.Row}", by,
                            d.Parts)
                        {
                            Reference = d.Request.Reference,
                        }),
                    ],
                    cancel);
                return (IReadOnlyList<(long, DrawRequest)>)[.. numbers.Zip(draws.Drawn.Select(d => d.Request))];
            },
            cancel);
    }

    /// <summary>Takes an entry back by another with the opposite sign; returns that entry's number.</summary>
    /// <exception cref="UsageException">It is not there, cannot be taken back, or no reason was given.</exception>
    public async Task<long> ReverseAsync(long number, string reason, string by, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new UsageException("Say why, for example --reason \"invoice R12 was cancelled\".");
        }

        await audit.WriteAsync(by, "pool.reverse", $"entry {number}", reason, cancel);
        return await database.InTransactionAsync(
            async (_, transaction) =>
            {
                var found = await RebatePoolStore.FindAsync(transaction, number, cancel)
                    ?? throw new UsageException(
                        $"There is no entry {number}; ./hub rebates balance --dealer CODE lists a dealer's.");
                await AdvisoryLocks.TakeAccountsAsync(transaction, [found.DealerCode]);
                // Again, now that nobody else can take it back.
                var entry = (await RebatePoolStore.FindAsync(transaction, number, cancel))!;
                RequireReversible(entry);
                var parts = await RebatePoolStore.PartsAsync(transaction, number, cancel);
                var reversal = new PoolEntry(
                    entry.Purse, PoolEntryKind.Reversal, -entry.Amount, reason.Trim(), by,
                    [.. parts.Select(p => p with { Amount = -p.Amount })])
                {
                    Reverses = number,
                    Reference = entry.Reference,
                };
                return (await RebatePoolStore.BookAsync(transaction, [reversal], cancel)).Single();
            },
            cancel);
    }

    /// <summary>
    /// A credit or a clawback is the effect of a posting and goes with it: a settlement on corrected input takes it
    /// back, and then the two cannot come apart.
    /// </summary>
    private static void RequireReversible(StoredPoolEntry entry)
    {
        if (entry.ReversedBy is { } by)
        {
            throw new UsageException($"Entry {entry.Number} was taken back by entry {by} already.");
        }

        if (entry.Kind is not (PoolEntryKind.Draw or PoolEntryKind.Expiry))
        {
            throw new UsageException(
                $"Entry {entry.Number} is a {entry.Kind}; only a draw or an expiry is taken back here. What a "
                + "settlement has credited is taken back by the next settlement: ./hub settle");
        }
    }

    private static IEnumerable<string> Repeated(
        IReadOnlyList<DrawRequest> requests, IReadOnlyDictionary<(Purse, string), long> drawn)
    {
        var rows = new Dictionary<(Purse, string), int>();
        foreach (var request in requests)
        {
            var key = (request.Purse, request.Reference);
            if (drawn.TryGetValue(key, out var entry))
            {
                yield return $"row {request.Row}: {request.Purse.DealerCode} has drawn for {request.Reference} before, "
                    + $"in entry {entry}; take that back first, or name another document.";
            }

            if (!rows.TryAdd(key, request.Row))
            {
                yield return $"row {request.Row}: {request.Purse.DealerCode} draws for {request.Reference} in row "
                    + $"{rows[key]} already; make one row of both.";
            }
        }
    }

    private static async Task<IReadOnlyList<DrawRequest>> RequestsAsync(
        NpgsqlTransaction transaction, string name, IReadOnlyList<DrawRow> rows, CancellationToken cancel)
    {
        var dealers = await MasterStore.DealersAsync(transaction, cancel);
        var problems = new List<string>();
        var requests = new List<DrawRequest>();
        foreach (var row in rows)
        {
            var form = row.Form ?? PayoutCodes.Pool;
            var currency = row.Currency ?? dealers.GetValueOrDefault(row.Dealer)?.Currency;
            if (!dealers.ContainsKey(row.Dealer))
            {
                problems.Add($"row {row.Row}: there is no dealer '{row.Dealer}'; write its code, for example D001.");
            }
            else if (!PayoutCodes.Pooled.Contains(form))
            {
                problems.Add(
                    $"row {row.Row}: '{form}' is no form; write one of {string.Join(", ", PayoutCodes.Pooled)}.");
            }
            else if (Divided(currency!).Apply(row.Amount) != row.Amount)
            {
                problems.Add(
                    $"row {row.Row}: {AmountText.Of(row.Amount)} is finer than {currency} is divided; round it.");
            }
            else
            {
                requests.Add(new DrawRequest(
                    row.Row, new Purse(row.Dealer, currency!, form), row.Amount, row.Reference));
            }
        }

        Refuse(name, problems);
        return requests;
    }

    private static Rounding Divided(string currency) => new(RoundingMode.HalfUp, CurrencyScale.Of(currency));

    private async Task<DateOnly> TodayAsync(NpgsqlTransaction transaction, CancellationToken cancel) =>
        day.Of(await PeriodFactsStore.NowAsync(transaction, cancel));

    private static void Refuse(string name, IEnumerable<string> problems)
    {
        var all = problems.ToList();
        if (all.Count > 0)
        {
            throw new UsageException($"{name}: nothing was booked.\n  {string.Join("\n  ", all)}");
        }
    }
}
