namespace DealerIntegration.Domain.Reconciliation.Nearest;

/// <summary>What keeps two lines from being matched, in the order in which it is looked at (未勾对条件).</summary>
internal enum FailedCriterion
{
    Currency,
    Kind,
    Apart,
    Reference,
    Amount,
    Date,
    Count,
    Steps,
}
