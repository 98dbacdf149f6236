using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Serving;

/// <summary>The master data that stages know: codes a document needs to be taken (基础数据).</summary>
internal static class StageBusiness
{
    private static readonly Lazy<SeededMonth> Made =
        new(() => SeededMonth.Make(1, new Month(new DateOnly(2026, 10, 1))));

    public static SeededMonth Month => Made.Value;

    public static string Dealer => Month.Dealers[0].Code;

    public static string Product => Month.Products[0].Code;

    public static string Warehouse => Month.Stock[0].Warehouse;

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ByKey(
        IEnumerable<(string Key, string Number)> documents) =>
        documents.GroupBy(document => document.Key, document => document.Number).ToDictionary(
            group => group.Key, group => (IReadOnlyList<string>)[.. group], StringComparer.Ordinal);
}
