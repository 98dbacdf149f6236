using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Import;
using DealerIntegration.Worker.Tests.Commands;

namespace DealerIntegration.Worker.Tests.Pipelines.Import;

/// <summary>What a changed mapping would do is told before it is done, and then exactly that is done.</summary>
public sealed class MappingDiffTests(PostgresFixture postgres)
{
    private const string Header = "No,Customer,Date,Pos,Item,Qty,Amount,Kind\n";

    private const string Mapping =
        """
        {
          "name": "shop",
          "kind": "files",
          "address": "ADDRESS",
          "datasets": [
            {
              "dataset": "invoices",
              "source": { "pattern": "*.csv" },
              "registerDealers": true,
              "fields": {
                "number": "No", "dealer_code": "Customer",
                "kind": { "path": "Kind", "map": { "S": "invoice", "R": "return" } },
                "invoice_date": "Date", "currency": { "constant": "CNY" }
              },
              "lines": {
                "groupBy": "No",
                "fields": {
                  "position": "Pos", "product_code": "Item", "quantity": "Qty", "net_amount": "Amount",
                  "gross_amount": "Amount"
                }
              }
            }
          ]
        }
        """;

    // Another kind is read, one that was read is not any more, numbers shed their zeros, lines get a text.
    private static readonly (string From, string To)[] Changes =
    [
        ("\"R\": \"return\"", "\"X\": \"credit_note\""),
        ("\"number\": \"No\"", "\"number\": { \"path\": \"No\", \"convert\": \"trimZeros\" }"),
        ("\"quantity\":", "\"text\": \"Item\", \"quantity\":"),
    ];

    [Fact]
    public async Task What_it_foretells_is_what_a_replay_does()
    {
        await using var hub = await OpenAsync();
        var before = await InvoicesAsync(hub);
        await ChangeAsync(hub);
        var csv = Path.Combine(postgres.NewFolder(), "all.csv");
        var foretold = await DiffAsync(hub, "--csv", csv);
        Assert.Equal(before, await InvoicesAsync(hub));
        Assert.Equal(
            ["added 2", "changed 1", "gone 1", "no longer rejected 1", "rejected 1"],
            await KindsAsync(csv));
        Assert.Contains("changed 2: line 1 text (empty) → P1", foretold);
        Assert.Contains("  gone              1  no page yields them any more", foretold);
        Assert.DoesNotContain("--accept-gone", foretold);
        Assert.Contains("  rejected          1  1 of them newly, and 1 others no longer", foretold);

        var done = ImportCounts.Parse((await hub.SucceedAsync("replay", "shop/invoices")).Counts);
        Assert.Equal((2L, 1L, 0L, 1L), (done.Added, done.Replaced, done.Unchanged, done.Gone));
        Assert.Equal(1, await hub.CountAsync("ops.rejected_row WHERE run_id = (SELECT max(id) FROM ops.run)"));
        Assert.Equal(
            ["1|invoice|10.5|P1", "2|invoice|20|P1", "3|return|3|", "4|credit_note|7|P1"],
            await InvoicesAsync(hub));

        var afterwards = await DiffAsync(hub);
        Assert.Contains("  added             0", afterwards);
        Assert.Contains("  changed           0", afterwards);
        Assert.Contains("  unchanged         3", afterwards);
        Assert.Contains("  gone              0", afterwards);
        Assert.Contains("0 of them newly, and 0 others no longer", afterwards);
    }

    [Fact]
    public async Task Where_too_much_would_go_it_foretells_that_a_replay_waits_for_a_word()
    {
        await using var hub = await OpenAsync(many: 11);
        var before = await InvoicesAsync(hub);
        await ChangeAsync(hub);
        var foretold = await DiffAsync(hub);
        Assert.Contains("  gone             12", foretold);
        Assert.Contains("./hub replay shop/invoices --accept-gone", foretold);

        var held = await hub.RunAsync("replay", "shop/invoices");
        Assert.Equal(RunStatus.Incomplete, held.Status);
        Assert.Contains("nothing was written: no page yields 12 documents (001, 0010, ", held.Note);
        Assert.Equal(before, await InvoicesAsync(hub));

        var done = ImportCounts.Parse((await hub.SucceedAsync(
            "replay", "shop/invoices",
            parameters: ImportRequest.Parameters(null, null, null, null, false, acceptGone: true))).Counts);
        Assert.Equal((13L, 12L), (done.Added, done.Gone));
        Assert.Contains("  gone              0", await DiffAsync(hub));
        Assert.Equal(["replay|12"], await hub.RowsAsync("SELECT reason, count(*) FROM canonical.gone GROUP BY 1"));
    }

    [Fact]
    public async Task Rows_without_a_number_leave_everything_standing_as_foretold()
    {
        await using var hub = await OpenAsync(strange: ",C1,2026-10-01,1,P1,1,7,S\n");
        await ChangeAsync(hub);
        var foretold = await DiffAsync(hub);
        Assert.Contains("  gone              0  1 others that no page yields stay", foretold);
        Assert.DoesNotContain("gone 001", foretold);

        var run = await hub.SucceedAsync("replay", "shop/invoices");
        Assert.Contains("1 document (001) that no page yields stay", run.Note);
        Assert.Contains("001|invoice|10.5|", await InvoicesAsync(hub));
    }

    private static async Task<IEnumerable<string>> KindsAsync(string csv) =>
        (await File.ReadAllLinesAsync(csv)).Skip(1).Select(line => string.Join(',', line.Split(',')[..2])).Distinct()
            .GroupBy(document => document.Split(',')[0].Trim('"')).Select(g => $"{g.Key} {g.Count()}").Order();

    private static async Task<string> DiffAsync(TestHub hub, params string[] more)
    {
        var (code, said) = await hub.TypeAsync(
            MappingCommand.Create(), ["mapping", "diff", "shop/invoices", .. more]);
        Assert.True(code == 0, said);
        return said;
    }

    private static async Task ChangeAsync(TestHub hub)
    {
        var path = Path.Combine(hub.Paths.Config, "connectors", "shop.json");
        var text = await File.ReadAllTextAsync(path);
        foreach (var (from, to) in Changes)
        {
            Assert.Contains(from, text);
            text = text.Replace(from, to);
        }

        await File.WriteAllTextAsync(path, text);
    }

    private static Task<IReadOnlyList<string>> InvoicesAsync(TestHub hub) => hub.RowsAsync(
        $"""
        SELECT number, kind, i.gross_amount, text FROM canonical.invoice i JOIN canonical.invoice_line l USING (seq)
         WHERE until_seq = {long.MaxValue} ORDER BY number
        """);

    /// <param name="many">So many invoices more with zeros in front of their numbers.</param>
    /// <param name="strange">A row more.</param>
    private async Task<TestHub> OpenAsync(int many = 0, string strange = "")
    {
        var folder = postgres.NewFolder();
        var hub = await TestHub.OpenAsync(postgres, new TestConfig
        {
            Files = new Dictionary<string, string>
            {
                ["connectors/shop.json"] = Mapping.Replace("ADDRESS", folder, StringComparison.Ordinal),
            },
        });

        // The second content of the file is the last word about 2, and takes 3 and 4 as they are.
        foreach (var amount in new[] { "11", "20" })
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, "a.csv"),
                $"{Header}001,C1,2026-10-01,1,P1,1,10.50,S\n2,C1,2026-10-01,1,P1,1,{amount},S\n"
                + "3,C1,2026-10-01,1,P1,1,3,R\n4,C1,2026-10-01,1,P1,1,7,X\n"
                + string.Concat(Enumerable.Range(10, many).Select(n => $"00{n},C1,2026-10-01,1,P1,1,5,S\n")) + strange);
            await hub.SucceedAsync("import", "shop/invoices");
        }

        return hub;
    }
}
