using DealerIntegration.Domain.Diversion.Codes.Gs1;

namespace DealerIntegration.Domain.Diversion.Codes;

/// <summary>What a GS1 identity means for tracing (标识种类).</summary>
internal static class Gs1Kind
{
    public static (CodeKind Kind, CodeLevel? Level) Of(Gs1Identity identity) => identity switch
    {
        { Key.Ai: "00" } => (CodeKind.LogisticUnit, null),
        { Key.Ai: "01" or "8006", Qualifier.Ai: "21" or "235" } => (CodeKind.Item, LevelOf(identity.Key)),
        { Key.Ai: "01" or "8006" } => (CodeKind.ProductClass, null),
        _ => (CodeKind.OtherKey, null),
    };

    // The first digit of a GTIN is 0 for the unit of sale, 1 to 8 for the packs it comes in, 9 for goods by weight.
    private static CodeLevel LevelOf(Gs1Element key) =>
        key.Value[0] is >= '1' and <= '8' ? CodeLevel.Carton : CodeLevel.Item;
}
