namespace DealerIntegration.Domain.Diversion.Codes.Gs1;

/// <summary>One element of a GS1 code: application identifier (应用标识符) and value, without any escapes.</summary>
public sealed record Gs1Element(string Ai, string Value)
{
    public override string ToString() => $"({Ai}){Value}";
}
