using System.Text;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Tests.Commands;

/// <summary>A file nobody has told the hub about: asked about, settled by a person once, read ever after.</summary>
public sealed class UploadsMapTests(PostgresFixture postgres)
{
    private const string Period = "2026-10";

    private const string Odd = "货品,日,一号仓,二号仓\nP1,2026-10-31,40,1\nP2,2026-10-31,7,2\nP1,2026-10-30,5,3\n";

    [Fact]
    public async Task A_file_is_asked_about_settled_on_the_command_line_and_read_ever_after()
    {
        await using var hub = await OpenAsync();
        Drop(hub, "stock-1.csv", Odd);
        var first = await hub.RunAsync("uploads", period: Period);
        Assert.Equal((RunStatus.Incomplete, "refused: D001/stock-1.csv"), (first.Status, first.Note));
        Assert.Equal(
            ["ambiguous-table", "ask-column"],
            await hub.RowsAsync("SELECT DISTINCT code FROM ops.rejected_row ORDER BY 1"));

        var (code, said) = await TypeAsync(hub, "map", "--upload", "1");
        Assert.Equal(2, code);
        Assert.Contains("ask-column", said);
        Assert.Matches(@"A\s+货品\s+product_code\s+96%\s+P1, P2", said);

        string[] answers = ["--set", "on_hand=C", "--set", "as_of=日"];
        (code, said) = await TypeAsync(hub, ["map", "--upload", "1", .. answers, "--confirm"]);
        Assert.True(code == 0, said);
        Assert.Contains("Remembered as layout 1 of D001, confirmed by os:", said);
        Assert.Equal(1, await hub.CountAsync("ops.audit WHERE action = 'upload-layout.confirm' AND subject = 'D001'"));

        Drop(hub, "stock-2.csv", Odd.Replace("40", "41"));
        await hub.SucceedAsync("uploads", period: Period);
        Assert.Equal(
            ["P1|2026-10-30|5", "P1|2026-10-31|41", "P2|2026-10-31|7"],
            await hub.RowsAsync("SELECT product_code, as_of::text, on_hand FROM canonical.stock ORDER BY 1, 2"));
        Assert.Equal(["1|True"], await hub.RowsAsync("SELECT id, confirmed_by IS NOT NULL FROM ops.upload_layout"));
    }

    [Fact]
    public async Task A_changed_layout_is_told_in_the_runs_note()
    {
        await using var hub = await OpenAsync();
        Drop(hub, "a.csv", "商品编码,库存日期,在库数量\nP1,2026-10-31,40\n");
        Assert.Null((await hub.SucceedAsync("uploads", period: Period)).Note);
        Drop(hub, "b.csv", "商品编码,仓位,库存日期,现存量\nP1,a,2026-10-31,41\n");
        var run = await hub.SucceedAsync("uploads", period: Period);

        Assert.Equal(
            "D001/b.csv: The layout has changed since the last file: '在库数量' is now '现存量'; '仓位' is new in column B; "
            + "'库存日期' moved from column B to C.",
            run.Note);
        Drop(hub, "c.csv", "商品编码,仓位,库存日期,现存量\nP1,a,2026-10-31,42\n");
        Assert.Null((await hub.SucceedAsync("uploads", period: Period)).Note);
    }

    [Fact]
    public async Task A_layout_that_was_forgotten_is_asked_about_again()
    {
        await using var hub = await OpenAsync();
        var file = WriteFile(hub, Odd);
        Assert.Equal(0, (await TypeAsync(
            hub, "map", file, "--dealer", "D001", "--set", "on_hand=C", "--set", "as_of=B", "--confirm")).Code);
        var (code, said) = await TypeAsync(hub, "map", file, "--dealer", "D001");
        Assert.True(code == 0, said);
        Assert.Contains("confirmed by os:", said);
        Assert.Contains("C   一号仓 → on_hand", (await TypeAsync(hub, "layouts", "--dealer", "D001")).Said);

        Assert.Equal(0, (await TypeAsync(hub, "forget", "1")).Code);
        Assert.Equal(2, (await TypeAsync(hub, "map", file, "--dealer", "D001")).Code);
        Assert.Contains("There is no layout 1", (await TypeAsync(hub, "forget", "1")).Said);
        Assert.Contains("No layout is known yet.", (await TypeAsync(hub, "layouts")).Said);
    }

    [Theory]
    [InlineData("There is no dealer X9", "map", "FILE", "--dealer", "X9")]
    [InlineData("Say whose file it is", "map", "FILE")]
    [InlineData("Name a file", "map")]
    [InlineData("No file 77 was sent", "map", "--upload", "77")]
    [InlineData("there are A 货品, B 日, C 一号仓, D 二号仓", "map", "FILE", "--dealer", "D001", "--set", "on_hand=Z")]
    [InlineData("Nothing was remembered", "map", "FILE", "--dealer", "D001", "--confirm")]
    [InlineData("write dates=day-first", "map", "FILE", "--dealer", "D001", "--set", "dates=maybe")]
    public async Task A_wrong_request_says_what_to_do(string told, params string[] words)
    {
        await using var hub = await OpenAsync();
        var file = WriteFile(hub, Odd);
        var (code, said) = await TypeAsync(hub, [.. words.Select(w => w == "FILE" ? file : w)]);

        Assert.Equal(2, code);
        Assert.Contains(told, said);
        Assert.Equal(0, await hub.CountAsync("ops.upload_layout"));
    }

    [Fact]
    public async Task A_dealers_own_codes_and_units_become_ours()
    {
        await using var hub = await OpenAsync();
        var list = WriteFile(
            hub, "类型,对方编码,我方编码,商品,换算\n商品,jy-01,P1,,\n单位,箱,瓶,,24\n", "codes.csv");
        var (code, said) = await TypeAsync(hub, "codes", "--dealer", "D001", "--import", list);
        Assert.True(code == 0, said);
        Assert.Contains("2 entries", said);
        Assert.Contains("unit     箱 → 24 瓶", said);

        Drop(hub, "stock.csv", "商品编码,库存日期,在库数量,单位\nJY-01,2026-10-31,2,箱\n");
        await hub.SucceedAsync("uploads", period: Period);
        Assert.Equal(["P1|48|瓶"], await hub.RowsAsync("SELECT product_code, on_hand, unit FROM canonical.stock"));

        var removal = WriteFile(hub, "kind,theirs,ours\nproduct,JY-01,\n", "less.csv");
        Assert.DoesNotContain("JY-01", (await TypeAsync(hub, "codes", "--dealer", "D001", "--import", removal)).Said);
        Assert.Equal(2, await hub.CountAsync("ops.audit WHERE action = 'code-map.import'"));
    }

    [Fact]
    public async Task Codes_of_unknown_products_are_refused_with_their_row()
    {
        await using var hub = await OpenAsync();
        var list = WriteFile(hub, "kind,theirs,ours\nproduct,a,P1\nproduct,b,P7\n", "codes.csv");
        var (code, said) = await TypeAsync(hub, "codes", "--dealer", "D001", "--import", list);

        Assert.Equal(2, code);
        Assert.Contains("codes.csv row 3: ours 'P7' is no product of ours", said);
        Assert.Equal(0, await hub.CountAsync("ops.code_map"));
    }

    private static Task<(int Code, string Said)> TypeAsync(TestHub hub, params string[] words) =>
        hub.TypeAsync(UploadsCommand.Create(), ["uploads", .. words]);

    private static string WriteFile(TestHub hub, string text, string name = "stock.csv")
    {
        var path = Path.Combine(hub.Paths.Data, name);
        File.WriteAllText(path, text, Encoding.UTF8);
        return path;
    }

    private static void Drop(TestHub hub, string name, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(hub.Paths.Data, "drop", "D001"));
        File.WriteAllText(Path.Combine(folder.FullName, name), text, Encoding.UTF8);
    }

    private async Task<TestHub> OpenAsync()
    {
        var hub = await TestHub.OpenAsync(postgres);
        Assert.NotNull(hub.Get<DropFolder>());
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"));
        await hub.SeedAsync(Datasets.Products, Documents.Product("P1"), Documents.Product("P2"));
        return hub;
    }
}
