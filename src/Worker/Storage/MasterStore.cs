using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Domain.Rebates;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>A dealer as the master data has it now.</summary>
internal sealed record MasterDealer(
    string Code, string Name, string? Tier, string Currency, decimal? CreditLimit, string? Language);

/// <summary>A product by what people know it by; the GTIN as the master data writes it.</summary>
internal sealed record NamedProduct(string Code, string Name, string? Gtin);

/// <summary>Dealers and products as they are known now.</summary>
internal static class MasterStore
{
    public static async Task<IReadOnlyDictionary<string, MasterDealer>> DealersAsync(
        NpgsqlTransaction transaction, CancellationToken cancel) =>
        (await Sql.QueryAsync<MasterDealer>(
            transaction,
            $"""
            SELECT DISTINCT ON (code) code, name, tier, currency, credit_limit AS creditLimit, language
              FROM canonical.dealer WHERE until_seq = {CanonicalTable.Current} ORDER BY code, seq DESC
            """,
            cancel)).ToDictionary(d => d.Code, StringComparer.Ordinal);

    public static Task<IReadOnlyList<string>> ProductCodesAsync(NpgsqlTransaction transaction,
        CancellationToken cancel) =>
        Sql.QueryAsync<string>(
            transaction,
            $"SELECT DISTINCT code FROM canonical.product WHERE until_seq = {CanonicalTable.Current}",
            cancel);

    public static Task<IReadOnlyList<NamedProduct>> NamedProductsAsync(
        NpgsqlTransaction transaction, CancellationToken cancel) =>
        Sql.QueryAsync<NamedProduct>(
            transaction,
            $"""
            SELECT DISTINCT ON (code) code, name, gtin FROM canonical.product
             WHERE until_seq = {CanonicalTable.Current} ORDER BY code, seq DESC
            """,
            cancel);

    /// <summary>Products that have a GTIN, with it as the master data writes it.</summary>
    public static Task<IReadOnlyList<(string Code, string Gtin)>> GtinsAsync(
        NpgsqlTransaction transaction, CancellationToken cancel) =>
        Sql.QueryAsync<(string Code, string Gtin)>(
            transaction,
            $"""
            SELECT DISTINCT code, gtin FROM canonical.product
             WHERE until_seq = {CanonicalTable.Current} AND gtin IS NOT NULL ORDER BY code
            """,
            cancel);

    /// <summary>Every code known up to a watermark, also of what is no longer sold: a policy may name it.</summary>
    public static async Task<KnownCodes> KnownCodesAsync(
        NpgsqlTransaction transaction, long watermark, CancellationToken cancel)
    {
        var codes = (await Sql.QueryAsync<(string Kind, string Code)>(
            transaction,
            """
            WITH d AS (SELECT code, tier, group_code FROM canonical.dealer WHERE seq <= @watermark),
                 p AS (SELECT code, category, brand FROM canonical.product WHERE seq <= @watermark)
            SELECT 'dealer', code FROM d UNION SELECT 'tier', tier FROM d WHERE tier IS NOT NULL
             UNION SELECT 'group', group_code FROM d WHERE group_code IS NOT NULL
             UNION SELECT 'product', code FROM p UNION SELECT 'category', category FROM p WHERE category IS NOT NULL
             UNION SELECT 'brand', brand FROM p WHERE brand IS NOT NULL
            """,
            cancel,
            new { watermark })).ToLookup(row => row.Kind, row => row.Code);
        return new KnownCodes(
            Of("dealer"), Of("tier"), Of("product"), Of("category"), Of("brand"), Of("group"));

        HashSet<string> Of(string kind) => codes[kind].ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Codes of the dealers known at a watermark, in order; of one dealer where a scope names it.</summary>
    public static Task<IReadOnlyList<string>> DealerCodesAsync(
        NpgsqlTransaction transaction, string scope, long watermark, CancellationToken cancel) =>
        Sql.QueryAsync<string>(
            transaction,
            """
            SELECT DISTINCT code FROM canonical.dealer
             WHERE seq <= @watermark AND until_seq > @watermark AND (@scope = '' OR code = @scope)
             ORDER BY code
            """,
            cancel,
            new { scope, watermark });

    /// <summary>Every dealer known at a watermark, with its group and the dealer above it.</summary>
    public static Task<IReadOnlyList<(string Code, string? Group, string? Parent)>> RelationsAsync(
        NpgsqlTransaction transaction, long watermark, CancellationToken cancel) =>
        Sql.QueryAsync<(string Code, string? Group, string? Parent)>(
            transaction,
            """
            SELECT DISTINCT ON (code) code, group_code, parent_code FROM canonical.dealer
             WHERE seq <= @watermark AND until_seq > @watermark ORDER BY code, seq DESC
            """,
            cancel,
            new { watermark });

    /// <summary>Another one whenever a product or a dealer has become known, or known differently.</summary>
    public static async Task<string> VersionAsync(NpgsqlTransaction transaction, CancellationToken cancel) =>
        (await Sql.QueryAsync<string>(
            transaction,
            """
            SELECT coalesce((SELECT max(seq) FROM canonical.product), 0) || ' '
                || coalesce((SELECT max(seq) FROM canonical.dealer), 0)
            """,
            cancel)).Single();

    /// <summary>Chinese, unless the dealer asked for English.</summary>
    public static ReplyLanguage LanguageOf(MasterDealer? dealer) =>
        dealer?.Language?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? ReplyLanguage.English
            : ReplyLanguage.Chinese;
}
