namespace DealerIntegration.Domain.Reconciliation.Causes.Files;

/// <summary>
/// What the dealer may deduct (可抵扣款项), found by the document it names, else by an amount that only one claim has
/// together with a word for its kind. Each claim is deducted once.
/// </summary>
internal sealed class DealerClaims(IEnumerable<DealerClaim> claims, Workspace workspace, DocumentKey keys)
{
    private static readonly Dictionary<ClaimKind, string[]> Words = new()
    {
        [ClaimKind.Rebate] = ["返利", "返点", "返现", "折让", "REBATE", "BONUS"],
        [ClaimKind.MarketExpense] = ["市场费", "费用", "促销费", "推广费", "进场费", "陈列费", "MARKET", "PROMOTION", "EXPENSE"],
        [ClaimKind.Deposit] = ["押金", "保证金", "DEPOSIT"],
    };

    private readonly List<(DealerClaim Claim, string Key)> _free =
    [
        .. claims.Select(claim => (Claim: claim, Key: keys.Normalise(claim.Document)))
            .Where(c => c.Key.Length > 0)
            .OrderBy(c => c.Claim.GrantedOn)
            .ThenBy(c => c.Claim.Document, StringComparer.Ordinal)
            .ThenBy(c => c.Claim.Kind)
            .ThenBy(c => c.Claim.Amount)
            .ThenBy(c => c.Claim.Currency, StringComparer.Ordinal),
    ];

    private HashSet<(string, decimal)>? _named;

    /// <summary>The claim that a negative line of theirs deducts; it is used up.</summary>
    public (DealerClaim Claim, bool ByNumber)? Take(Item item)
    {
        if (_free.Count == 0)
        {
            return null;
        }

        var fitting = _free.FindAll(
            c => c.Claim.Amount == -item.Amount && c.Claim.Currency == item.Entry.Currency);
        var numbers = Numbers(item);
        var byNumber = fitting.FindIndex(c => numbers.Contains(c.Key));
        if (byNumber >= 0)
        {
            _free.Remove(fitting[byNumber]);
            return (fitting[byNumber].Claim, true);
        }

        // A claim that another line names by its number is that line's.
        fitting.RemoveAll(c => Named().Contains((c.Key, -c.Claim.Amount)));
        if (fitting is not [var only] || !SaysSo(item.Entry.Text, only.Claim.Kind) && !SaysSo(
            item.Entry.Reference, only.Claim.Kind))
        {
            return null;
        }

        _free.Remove(only);
        return (only.Claim, false);
    }

    private HashSet<(string, decimal)> Named() => _named ??=
    [
        .. from item in workspace.Theirs
           where !item.Taken && item.Amount < 0m
           from number in Numbers(item)
           select (number, item.Amount),
    ];

    private HashSet<string> Numbers(Item item)
    {
        var numbers = TextNumbers.Of(item.Entry.Text, keys);
        if (item.Key.Length > 0)
        {
            numbers.Add(item.Key);
        }

        return numbers;
    }

    private static bool SaysSo(string? text, ClaimKind kind) =>
        text is not null && Array.Exists(Words[kind], word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
