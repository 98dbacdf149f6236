namespace DealerIntegration.Connectors.Idoc;

/// <summary>SAP names with a namespace (<c>/ROP/PROMO</c>) as XML can write them: <c>_-ROP_-PROMO</c>.</summary>
internal static class XmlNames
{
    public static string Encode(string name) => name.Replace("/", "_-", StringComparison.Ordinal);

    public static string Decode(string name) => name.Replace("_-", "/", StringComparison.Ordinal);
}
