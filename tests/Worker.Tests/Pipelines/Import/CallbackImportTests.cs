using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Worker.Tests.Pipelines.Import;

/// <summary>Calls of a warehouse that lie in a folder.</summary>
public sealed class CallbackImportTests(PostgresFixture postgres)
{
    private const string Secret = "not-to-be-said";

    [Fact]
    public async Task Each_call_is_taken_once_and_a_forged_one_is_rejected_by_its_name()
    {
        var calls = postgres.NewFolder();
        await using var hub = await TestHub.OpenAsync(postgres, new TestConfig
        {
            Files = new Dictionary<string, string>
            {
                ["connectors/wms.json"] = (await File.ReadAllTextAsync(
                    Repository.Path("examples/wms-callbacks/connector.json"))).Replace(
                    "\"calls\"", $"\"{calls}\"", StringComparison.Ordinal),
            },
        });
        await File.WriteAllTextAsync(Path.Combine(hub.Paths.Secrets, "WMS_SECRET"), Secret);
        await File.WriteAllBytesAsync(Path.Combine(calls, "1.call"), Call(Secret));
        await File.WriteAllBytesAsync(Path.Combine(calls, "2.call"), Call("somebody else's"));

        await hub.SucceedAsync("import", "wms/warehouse-reports");
        await File.WriteAllBytesAsync(Path.Combine(calls, "3.call"), Call(Secret));
        await hub.SucceedAsync("import", "wms/warehouse-reports");
        await hub.SucceedAsync("import", "wms/warehouse-reports");

        Assert.Equal(
            ["deliveryorder.confirm:WH1:M|delivery|DO-1||A|2"],
            await hub.RowsAsync(
                """
                SELECT r.report_id, r.kind, r.document_number, r.confirmation, l.product_code, l.quantity
                  FROM canonical.warehouse_report r JOIN canonical.warehouse_report_line l ON l.seq = r.seq
                """));
        Assert.Equal(["2.call"], await hub.RowsAsync("SELECT DISTINCT file FROM ops.rejected_row"));
        Assert.Equal(["1.call", "3.call"], Names(Path.Combine(calls, "taken")));
        Assert.Equal(["2.call"], Names(Path.Combine(calls, "rejected")));
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.GetFiles(folder).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal);

    private static byte[] Call(string secret)
    {
        const string body = """
            <request><deliveryOrder><deliveryOrderCode>DO-1</deliveryOrderCode><warehouseCode>WH1</warehouseCode>
            <outBizCode>M</outBizCode></deliveryOrder><orderLines><orderLine><itemCode>A</itemCode>
            <actualQty>2</actualQty></orderLine></orderLines></request>
            """;
        const string signed = "app_key12345678customerIdc1234567methoddeliveryorder.confirmsign_methodmd5";
#pragma warning disable CA5351 // the protocol's digest
        var sign = Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(secret + signed + body + secret)));
#pragma warning restore CA5351
        return Encoding.UTF8.GetBytes(
            "method=deliveryorder.confirm&app_key=12345678&customerId=c1234567&sign_method=md5"
            + $"&sign={sign}\n{body}");
    }
}
