using DealerIntegration.Domain.Reconciliation.Steps;
using DealerIntegration.Domain.Reconciliation.ThreeWay;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>A rule set of reconciliation (对账规则), read from <c>config/reconciliation</c>.</summary>
public sealed record ReconciliationRules
{
    public required string Code { get; init; }

    /// <summary>
    /// Raised with every change; stands on each match, so that an old result names the rules it came from.
    /// </summary>
    public required int Version { get; init; }

    /// <summary>Which two books are compared.</summary>
    public BookKind Books { get; init; }

    /// <summary>What an order line may differ by before somebody has to act; only for a three-way match.</summary>
    public ThreeWayTolerances? ThreeWay { get; init; }

    /// <summary>Names of the matching steps, in the order in which they run.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    public required Tolerance Tolerance { get; init; }

    /// <summary>Texts that dealers write before a document number and that mean nothing.</summary>
    public IReadOnlyList<string> Prefixes { get; init; } = [];

    /// <summary>
    /// Whether a payment in the dealer's book that names a bank reference counts as evidence although we hold no such
    /// payment. Off: it stays in the residual until the bank statement shows it.
    /// </summary>
    public bool AcceptNamedPayment { get; init; }

    /// <summary>
    /// How far texts may lie apart and still be the same, in percent of the longer one's characters (编辑距离); 0: not
    /// at all.
    /// </summary>
    public int TextTolerancePercent { get; init; }

    public SubsetSumRules SubsetSum { get; init; } = new();

    /// <summary>What a person may give up; null: nothing.</summary>
    public WriteOffRules? WriteOff { get; init; }

    public bool MayWriteOff(decimal amount) => WriteOff is { } rules && Math.Abs(amount) <= rules.Limit;

    /// <summary>Every problem, each naming the member and the remedy; empty when the rules can run.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        Check(Code.Length > 0, "code: is empty; name the rule set, for example dealer-ledger.");
        Check(Version >= 1, $"version: {Version} is below 1; count from 1 and raise it with every change.");
        Check(Steps.Count > 0, $"steps: is empty; list at least one of {MatchSteps.Names}.");
        for (var i = 0; i < Steps.Count; i++)
        {
            Check(
                MatchSteps.Knows(Steps[i]),
                $"steps[{i}]: '{Steps[i]}' is not a step; use one of {MatchSteps.Names}.");
            Check(
                !Steps.Take(i).Contains(Steps[i]),
                $"steps[{i}]: '{Steps[i]}' is listed twice; a step runs once, remove the second.");
        }

        Check(Tolerance.Absolute >= 0m, $"tolerance.absolute: {Tolerance.Absolute} is negative; write 0 or more.");
        Check(
            Tolerance.Percent is >= 0m and < 1m,
            $"tolerance.percent: {Tolerance.Percent} is not a fraction from 0 to below 1; one percent is 0.01.");
        Check(
            Tolerance.DateWindowDays is >= 0 and <= 62,
            $"tolerance.dateWindowDays: {Tolerance.DateWindowDays} is not within 0 to 62 days.");
        Check(
            TextTolerancePercent is >= 0 and <= 50,
            $"textTolerancePercent: {TextTolerancePercent} is not within 0 to 50 percent of a text's characters.");
        Check(
            SubsetSum.MaxLines is >= 2 and <= 12,
            $"subsetSum.maxLines: {SubsetSum.MaxLines} is not within 2 to 12 lines.");
        Check(
            SubsetSum.MaxCandidates is >= 2 and <= 200,
            $"subsetSum.maxCandidates: {SubsetSum.MaxCandidates} is not within 2 to 200 lines.");
        Check(
            WriteOff is null or { Limit: > 0m },
            $"writeOff.limit: {WriteOff?.Limit} is not above 0; leave writeOff out where nothing may be given up.");
        Check(
            WriteOff is null or { Accounts.Count: > 0 },
            "writeOff.accounts: is empty; name at least one account that write-offs are booked to.");
        for (var i = 0; i < Prefixes.Count; i++)
        {
            Check(
                !string.IsNullOrWhiteSpace(Prefixes[i]),
                $"prefixes[{i}]: is blank; remove it, blanks are ignored in any case.");
        }

        problems.AddRange(ThreeWay?.Problems(Books) ?? []);
        return problems;

        void Check(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }
    }
}

/// <summary>Bounds of the search for lines that add up (凑数勾对的限度).</summary>
public sealed record SubsetSumRules
{
    /// <summary>Most lines on one side of a match.</summary>
    public int MaxLines { get; init; } = 6;

    /// <summary>Most open lines that are tried for one sum, the nearest in date first.</summary>
    public int MaxCandidates { get; init; } = 40;
}

/// <summary>What a person may give up without asking anyone else (核销权限).</summary>
public sealed record WriteOffRules
{
    /// <summary>Largest single difference, in the currency of the books.</summary>
    public required decimal Limit { get; init; }

    /// <summary>Accounts that a write-off may be booked to.</summary>
    public required IReadOnlyList<string> Accounts { get; init; }
}
