using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Territory;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Where each dealer may sell, from its contracts; a dealer without one is taken at what the dealer master says. A
/// dealer that supplies others may send goods wherever they may sell them.
/// </summary>
internal static class TerritoryStore
{
    /// <exception cref="ConfigurationException">
    /// A territory names what is no area: it would authorise nothing, and every scan there would accuse the dealer.
    /// </exception>
    public static async Task<TerritoryMap> LoadAsync(
        NpgsqlTransaction transaction, long watermark, AreaList? areas, CancellationToken cancel)
    {
        var map = new TerritoryMap(areas);
        var contracted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in await LinesAsync(transaction, watermark, cancel))
        {
            map.Add(Checked(line, $"contract {line.Contract} in the source of territories"));
            if (line.Kind is TerritoryKind.Own or TerritoryKind.Shared)
            {
                contracted.Add(line.DealerCode);
            }
        }

        var dealers = await Sql.QueryAsync<(string Code, string? Parent, string? Territory, long Seq)>(
            transaction,
            """
            SELECT code, parent_code, territory, seq FROM canonical.dealer
             WHERE seq <= @watermark AND until_seq > @watermark
            """,
            cancel,
            new { watermark });
        foreach (var (code, parent, territory, seq) in dealers)
        {
            if (parent is not null)
            {
                map.AddSupply(parent, code);
            }

            if (territory is not null && !contracted.Contains(code))
            {
                foreach (var area in territory.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                {
                    var line = new TerritoryContract(
                        code, TerritoryMap.DealerMaster, seq, TerritoryKind.Own, area, null, DateOnly.MinValue, null);
                    map.Add(Checked(line, "the dealer in the ERP"));
                }
            }
        }

        return map;
    }

    private static async Task<IEnumerable<TerritoryContract>> LinesAsync(
        NpgsqlTransaction transaction, long watermark, CancellationToken cancel)
    {
        var rows = await Sql.QueryAsync<LineRow>(
            transaction,
            """
            SELECT dealer_code AS "DealerCode", contract AS "Contract", seq AS "Seq", kind AS "Kind",
                   area_code AS "AreaCode", product_code AS "ProductCode", valid_from AS "ValidFrom",
                   valid_to AS "ValidTo"
              FROM canonical.territory WHERE seq <= @watermark AND until_seq > @watermark
            """,
            cancel,
            new { watermark });
        return rows.Select(r => new TerritoryContract(
            r.DealerCode, r.Contract, r.Seq, Enum.Parse<TerritoryKind>(r.Kind, ignoreCase: true), r.AreaCode,
            r.ProductCode, r.ValidFrom, r.ValidTo));
    }

    private static TerritoryContract Checked(TerritoryContract line, string place) => AreaCode.IsValid(line.AreaCode)
        ? line
        : throw new ConfigurationException(
            $"The territory of dealer {line.DealerCode} names '{line.AreaCode}', which is not a six-digit area code "
            + $"such as 330100; correct {place} and import again.");

    private sealed record LineRow
    {
        public required string DealerCode { get; init; }

        public required string Contract { get; init; }

        public required long Seq { get; init; }

        public required string Kind { get; init; }

        public required string AreaCode { get; init; }

        public string? ProductCode { get; init; }

        public required DateOnly ValidFrom { get; init; }

        public DateOnly? ValidTo { get; init; }
    }
}
