namespace DealerIntegration.Domain.Rebates.Modifiers;

/// <summary>A modifier that pays this much or, some of them, nothing; a cap below it would contradict it.</summary>
internal interface ILeast
{
    decimal Amount { get; }
}
