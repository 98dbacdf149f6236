using DealerIntegration.Domain.Reconciliation.Clearing;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Statements;

/// <summary>
/// Our book of a dealer in one currency, cleared with itself up to a day (往来核销): the open amounts add up to our
/// closing balance.
/// </summary>
internal sealed record ClearedAccount(DateOnly Day, IReadOnlyList<AgeBand> Bands, ClearingResult Result)
{
    public IReadOnlyList<AgeLine> Ages => AgeLine.Of(Result.Open, Bands);

    public decimal Balance => Result.Open.Sum(open => open.Amount);

    /// <summary>The account of one dealer as it stood at a watermark.</summary>
    public static async Task<ClearedAccount> OfAsync(
        NpgsqlTransaction transaction, string dealer, string currency, Period period, long watermark,
        ClearingTerms terms, CancellationToken cancel)
    {
        var scope = await ReconcileWork.ScopeAsync(transaction, [dealer], period, watermark, cancel);
        var currencies = new Dictionary<string, string> { [dealer] = currency };
        return (await LoadAsync(transaction, scope, currencies, terms, cancel))[dealer];
    }

    /// <summary>The accounts of the dealers in scope, as they stood at its watermark.</summary>
    /// <param name="transaction">Reads and temporary tables only.</param>
    /// <param name="scope">Made in the same transaction.</param>
    /// <param name="currencies">The currency of each dealer's book; who is not in it has none.</param>
    /// <param name="terms">What to go by.</param>
    /// <param name="cancel">Stops waiting.</param>
    public static async Task<IReadOnlyDictionary<string, ClearedAccount>> LoadAsync(
        NpgsqlTransaction transaction, BookScope scope, IReadOnlyDictionary<string, string> currencies,
        ClearingTerms terms, CancellationToken cancel)
    {
        var entries = await AccountStore.LoadAsync(transaction, scope, cancel);
        return currencies.ToDictionary(
            dealer => dealer.Key,
            dealer => new ClearedAccount(
                scope.Period.End,
                terms.Bands,
                PaymentClearing.Clear(
                    entries[dealer.Key].Where(e => e.Currency == dealer.Value), scope.Period.End, terms.Prefixes,
                    terms.Bands)),
            StringComparer.Ordinal);
    }
}
