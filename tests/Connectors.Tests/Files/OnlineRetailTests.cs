using System.Diagnostics;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Tests.Files;

public sealed class OnlineRetailTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Two_years_of_invoices_come_out_complete_and_to_the_last_decimal()
    {
        var folder = SharedData.Require("online_retail/by-day");
        var shipped = ConnectorFile.Load(Repository.Path("examples/online-retail/connector.json"));
        var file = shipped with { Address = folder };
        var (source, _) = ConnectorList.Create(file, new Secrets(), TimeProvider.System);
        var mapping = file.Dataset("invoices");

        var tally = Tally.Empty;
        decimal accepted = 0;
        var codes = new SortedDictionary<string, int>();
        var keys = new HashSet<string>();
        var gross = Datasets.Invoices.IndexOf("gross_amount");
        var clock = Stopwatch.StartNew();
        var parts = await source!.PartsAsync(mapping, Window.Everything, CancellationToken.None);
        foreach (var part in parts)
        {
            await foreach (var raw in source.PullAsync(mapping, part, Window.Everything, null, CancellationToken.None))
            {
                var page = Mapper.Map(Datasets.Invoices, mapping, source.Read(mapping, raw));
                tally = tally.Add(page.Tally);
                accepted += page.Documents.Sum(d => (decimal)d.Values[gross]!);
                keys.UnionWith(page.Documents.Select(d => d.Key));
                foreach (var rejected in page.Rejected)
                {
                    codes[rejected.Code] = codes.GetValueOrDefault(rejected.Code) + 1;
                }
            }
        }

        output.WriteLine($"{tally.Lines / clock.Elapsed.TotalSeconds:N0} rows/s, {clock.Elapsed}");
        output.WriteLine($"{tally} accepted {accepted} {string.Join(", ", codes)}");
        Assert.Equal(305, parts.Count);
        Assert.Equal(541_909, tally.Records);
        Assert.Equal(541_909, tally.Lines);
        Assert.Equal(541_909, tally.AcceptedLines + tally.RejectedLines);
        Assert.Equal(25_900, tally.Documents);
        Assert.Equal(tally.AcceptedDocuments, keys.Count);
        Assert.Equal(5_268, tally.Repeats);
        Assert.Equal(9_747_747.934m, tally.Controls["total"]);
        Assert.Equal(9_288m, tally.Controls["cancellationLines"]);
        Assert.Equal(135_080m, tally.Controls["linesWithoutCustomer"]);
        Assert.Equal(135_080, tally.RejectedLines);
        Assert.Equal(135_080, codes["missing"]);
        Assert.Single(codes);
        Assert.Equal("536365", tally.FirstKey);
        Assert.Equal("C581569", tally.LastKey);
    }
}
