namespace DealerIntegration.Domain.Diversion.Codes.Gs1;

/// <summary>The elements of one code in the order they were read, or why they cannot be told (元素串).</summary>
public sealed record Gs1Elements(IReadOnlyList<Gs1Element> Elements, CodeProblem? Problem)
{
    internal static Gs1Elements Of(IReadOnlyList<Gs1Element> elements) => new(elements, null);

    internal static Gs1Elements Wrong(string reason, string remedy) => new([], new CodeProblem(reason, remedy));

    internal static Gs1Elements Wrong(CodeProblem problem) => new([], problem);
}
