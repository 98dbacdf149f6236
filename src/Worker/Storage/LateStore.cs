using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Values;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Finds what came late for the dealers in scope (迟到单据): after the settlements of earlier months, and of a month before
/// the one that is settled. Only kinds that a policy looks at are searched.
/// </summary>
internal sealed class LateStore(
    NpgsqlTransaction transaction, SettleScope scope, SettledRuns settled, Period month, TimeZoneInfo zone)
{
    private readonly HashSet<(string Dealer, LateChange Change)> _found = [];

    /// <summary>By dealer.</summary>
    public async Task<ILookup<string, LateChange>> FindAsync(IReadOnlySet<LateKind> kinds, CancellationToken cancel)
    {
        var known = scope.Dealers.Select((dealer, i) => (No: i + 1, Known: settled.KnownOfAll(dealer.Code)))
            .Where(d => d.Known is not null).ToList();
        if (known.Count > 0)
        {
            var parameters = new
            {
                nos = known.Select(d => d.No).ToArray(),
                known = known.Select(d => d.Known!.Value).ToArray(),
                kinds = kinds.Select(kind => kind.ToString()).ToArray(),
                start = month.Start,
                watermark = scope.Watermark,
                zone = zone.Id,
            };
            await AddAsync("rebate-late", parameters, cancel);
            if (kinds.Contains(LateKind.Activation))
            {
                await AddAsync("rebate-late-activations", parameters, cancel);
            }

            if (kinds.Contains(LateKind.Paid) || kinds.Contains(LateKind.InvoicePaid))
            {
                await AddPaymentsAsync(cancel);
            }
        }

        return _found.ToLookup(f => f.Dealer, f => f.Change);
    }

    private async Task AddAsync(string query, object parameters, CancellationToken cancel)
    {
        foreach (var (no, kind, text, changed) in await Sql.QueryAsync<(int, string, string, long)>(
            transaction, Sql.Query(query), cancel, parameters))
        {
            var (dealer, when) = (scope.Dealers[no - 1].Code, Period.Parse(text));
            if (changed > settled.Known(dealer, when))
            {
                _found.Add((dealer, new LateChange(Enum.Parse<LateKind>(kind), when)));
            }
        }
    }

    /// <summary>Each month is compared with what was paid on what as its last settlement knew it.</summary>
    private async Task AddPaymentsAsync(CancellationToken cancel)
    {
        var now = await PaidParts.ReadAsync(transaction, scope, cancel);
        foreach (var state in scope.Dealers.SelectMany(d => settled.States(d.Code)).Distinct().Order().ToList())
        {
            var then = await PaidParts.ReadAsync(transaction, scope with { Watermark = state }, cancel);
            foreach (var part in PaidParts.Changes(then, now))
            {
                AddIf(state, part.No, LateKind.InvoicePaid, part.InvoiceDate);
                AddIf(state, part.No, LateKind.Paid, part.PaymentDate);
            }
        }

        // An invoice that was corrected counts on other days than its own: on those on which it was paid.
        var invoiced = _found.Where(f => f.Change.Kind == LateKind.Invoiced)
            .Select(f => (f.Dealer, f.Change.Month)).ToHashSet();
        foreach (var part in now.Where(p => p.PaymentDate < month.Start))
        {
            var dealer = scope.Dealers[part.No - 1].Code;
            if (invoiced.Contains((dealer, Period.Of(part.InvoiceDate))))
            {
                _found.Add((dealer, new LateChange(LateKind.Paid, Period.Of(part.PaymentDate))));
            }
        }
    }

    private void AddIf(long state, int no, LateKind kind, DateOnly day)
    {
        var (dealer, when) = (scope.Dealers[no - 1].Code, Period.Of(day));
        if (when < month && settled.Known(dealer, when) == state)
        {
            _found.Add((dealer, new LateChange(kind, when)));
        }
    }
}
