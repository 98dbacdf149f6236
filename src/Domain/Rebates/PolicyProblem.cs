namespace DealerIntegration.Domain.Rebates;

/// <summary>What is wrong in a policy: the member, the fault and what to do (政策校验问题).</summary>
/// <param name="Path">Path of the member in the file, such as <c>rule.tiers[1].from</c>.</param>
public sealed record PolicyProblem(string Path, string Message, string Remedy)
{
    public override string ToString() => $"{Path}: {Message} {Remedy}";
}
