namespace DealerIntegration.Domain.Diversion.Codes.Gs1;

/// <summary>A GS1 code that was read (解析结果): what it names, or why it cannot be told.</summary>
public sealed record Gs1Reading(Gs1Identity? Identity, CodeProblem? Problem)
{
    internal static Gs1Reading Of(Gs1Identity identity) => new(identity, null);

    internal static Gs1Reading Wrong(string reason, string remedy) => new(null, new CodeProblem(reason, remedy));
}
