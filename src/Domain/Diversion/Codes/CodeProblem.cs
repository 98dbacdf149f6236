namespace DealerIntegration.Domain.Diversion.Codes;

/// <summary>Why a code cannot be used (编码问题), and what to do about it.</summary>
public sealed record CodeProblem(string Reason, string Remedy)
{
    public override string ToString() => $"{Reason} {Remedy}";
}
