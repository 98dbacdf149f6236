using DealerIntegration.EndToEnd.Tests.Support;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Logistics;

namespace DealerIntegration.EndToEnd.Tests;

/// <summary>What the demo's logistics partner tells is what keeps four dealers from being accused.</summary>
public sealed class GoodsOnTheWayTests(PostgresFixture postgres)
{
    private const string Cases = """
        SELECT coalesce(string_agg(DISTINCT dealer_code, ' ' ORDER BY dealer_code), '-') FROM result.diversion_case
         WHERE standing = 'case' AND run_id = (SELECT max(id) FROM ops.run WHERE pipeline = 'match-diversion')
        """;

    [Fact]
    public async Task Without_the_events_each_consignment_is_a_case_and_with_them_none()
    {
        Assert.True(Month.TryParse(Programs.Period, out var month));
        var business = SeededMonth.Make(1, month);
        await using var stage = await Stage.OpenAsync(postgres);
        foreach (var list in new[] { "sap/dealers", "sap/products", "wms/codes", "wms/scans" })
        {
            (await stage.HubAsync("import", list)).MustEndWith(0);
        }

        var diverting = business.Diversions.Select(one => one.Dealer.Code);
        var carried = business.Carrier.Consignments.Select(one => one.Dealer.Code);
        Assert.True(EventFolder.FillScans(stage.Folder.Drop, business) > 0);
        await MatchAsync(stage);
        Assert.Equal(Sorted(diverting.Concat(carried)), await stage.AskAsync<string>(Cases));

        Assert.True(EventFolder.FillMoves(stage.Folder.Drop, business) > 0);
        await MatchAsync(stage);
        Assert.Equal(Sorted(diverting), await stage.AskAsync<string>(Cases));
        var truth = business.Carrier.Truth;
        Assert.Equal($"{truth.Returned} {truth.PassedOn} {truth.ToldTwice}", await stage.AskAsync<string>(
            """
            SELECT concat_ws(' ', count(*) FILTER (WHERE decided_by = 'return'),
                             count(*) FILTER (WHERE decided_by = 'transfer'),
                             count(*) FILTER (WHERE decided_by = 'told-twice'))
              FROM result.scan_verdict
             WHERE run_id = (SELECT max(id) FROM ops.run WHERE pipeline = 'match-diversion')
            """));
    }

    private static async Task MatchAsync(Stage stage)
    {
        (await stage.HubAsync("import", "events")).MustEndWith(0);
        (await stage.HubAsync("run", "match-diversion", "--period", Programs.Period, "--wait")).MustEndWith(0);
    }

    private static string Sorted(IEnumerable<string> dealers) =>
        string.Join(' ', dealers.Distinct().Order(StringComparer.Ordinal));
}
