using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Tests.Pipelines.Uploads;

/// <summary>
/// A messy file goes in, comes back marked, is corrected only where it is marked, and goes in again: all is there, and
/// nothing twice.
/// </summary>
public sealed class RoundTripTests(PostgresFixture postgres)
{
    private const string Stock =
        """
        SELECT product_code, on_hand, in_transit FROM canonical.stock
         WHERE place_code = 'D001' AND until_seq = 9223372036854775807
         ORDER BY product_code
        """;

    private const string Ledger =
        """
        SELECT l.reference, l.entry_date::text, l.kind, l.amount
          FROM canonical.ledger h JOIN canonical.ledger_line l USING (seq)
         WHERE h.dealer_code = 'D001' AND h.until_seq = 9223372036854775807
         ORDER BY l.reference
        """;

    private const string Rejected =
        "SELECT col || row_no FROM ops.rejected_row WHERE run_id = (SELECT max(run_id) FROM ops.rejected_row)";

    public static TheoryData<int> Seeds => [1, 2, 3, 4];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_stock_list_is_whole_once_its_marked_cells_are_corrected(int seed)
    {
        await using var desk = await DealerDesk.OpenAsync(postgres);
        var file = MessyFile.Stock(seed);
        var reply = await FirstAsync(desk, file, "库存.xlsx");
        Assert.Equal(file.Truth.Count - Wrong(file), await desk.Hub.CountAsync("canonical.stock"));

        var (run, _) = await desk.SendAsync("库存 更正.xlsx", DealerDesk.FixInPlace(reply, file));
        await WholeAsync(desk, run, file, Stock, "canonical.stock");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_stock_list_is_whole_once_its_failing_rows_came_back_alone(int seed)
    {
        await using var desk = await DealerDesk.OpenAsync(postgres);
        var file = MessyFile.Stock(seed);
        var reply = await FirstAsync(desk, file, "库存.xlsx");

        var half = DealerDesk.FixAlone(reply, file, e => e.Column != 5);
        var (_, answers) = await desk.SendAsync("更正一.xlsx", half);
        var (run, _) = await desk.SendAsync("更正二.xlsx", DealerDesk.FixAlone(Assert.Single(answers).Value, file));
        await WholeAsync(desk, run, file, Stock, "canonical.stock");

        var (_, receipts) = await desk.SendAsync("又一次.xlsx", half);
        Assert.NotEmpty(receipts);
        await WholeAsync(desk, run, file, Stock, "canonical.stock");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_ledger_is_taken_once_its_marked_cells_are_corrected(int seed)
    {
        await using var desk = await DealerDesk.OpenAsync(postgres);
        var file = MessyFile.Ledger(seed);
        var reply = await FirstAsync(desk, file, "往来.xlsx");
        Assert.Equal(0, await desk.Hub.CountAsync("canonical.ledger"));

        var (run, _) = await desk.SendAsync("往来 更正.xlsx", DealerDesk.FixInPlace(reply, file));
        await WholeAsync(desk, run, file, Ledger, "canonical.ledger_line");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_ledger_is_taken_once_its_failing_rows_came_back_alone(int seed)
    {
        await using var desk = await DealerDesk.OpenAsync(postgres);
        var file = MessyFile.Ledger(seed);
        var reply = await FirstAsync(desk, file, "往来.xlsx");

        // In two parts, both worked out on the first reply.
        var (first, _) = await desk.SendAsync("更正一.xlsx", DealerDesk.FixAlone(reply, file, e => e.Column == 2));
        Assert.Equal(RunStatus.Incomplete, first.Status);
        var (run, _) = await desk.SendAsync("更正二.xlsx", DealerDesk.FixAlone(reply, file, e => e.Column != 2));
        await WholeAsync(desk, run, file, Ledger, "canonical.ledger_line");
        Assert.Equal(
            ["更正一.xlsx|往来.xlsx", "更正二.xlsx|往来.xlsx"],
            await desk.Hub.RowsAsync(
                """
                SELECT c.file_name, o.file_name FROM raw.upload c JOIN raw.upload o ON o.id = c.corrects ORDER BY c.id
                """));
    }

    [Fact]
    public async Task A_correction_is_never_taken_for_a_repeat_of_the_file_it_corrects()
    {
        await using var desk = await DealerDesk.OpenAsync(postgres);
        var file = MessyFile.Stock(1);
        var reply = await FirstAsync(desk, file, "库存.xlsx");
        var alone = DealerDesk.FixAlone(reply, file);
        await desk.SendAsync("更正.xlsx", alone);

        // The corrected whole says once more what the file and its correction have brought; it corrects nothing.
        await desk.SendAsync("全部.xlsx", DealerDesk.FixInPlace(reply, file));
        Assert.Equal(
            ["库存.xlsx|False|False", "更正.xlsx|False|True", "全部.xlsx|True|False"],
            await desk.Hub.RowsAsync(
                """
                SELECT file_name, same_as IS NOT NULL, corrects IS NOT NULL FROM raw.upload ORDER BY id
                """));
        Assert.Equal(0, await desk.Hub.CountAsync("raw.upload WHERE same_as IS NOT NULL AND corrects IS NOT NULL"));
    }

    [Fact]
    public async Task Rows_of_another_dealers_file_are_not_taken()
    {
        await using var desk = await DealerDesk.OpenAsync(postgres);
        var file = MessyFile.Stock(1);
        var reply = await FirstAsync(desk, file, "库存.xlsx");
        var (run, _) = await desk.SendAsync("库存.xlsx", DealerDesk.FixAlone(reply, file), "D002");
        Assert.Equal(RunStatus.Incomplete, run.Status);
        Assert.Equal(["row-key-other-dealer"], await desk.Hub.RowsAsync(
            $"SELECT DISTINCT code FROM ops.rejected_row WHERE run_id = {run.Id}"));
        Assert.Equal(0, await desk.Hub.CountAsync("canonical.stock WHERE place_code = 'D002'"));
    }

    [Fact]
    public async Task A_delimited_file_is_answered_by_itself_and_a_report_and_both_are_filed()
    {
        await using var desk = await DealerDesk.OpenAsync(postgres);
        var text = "商品编码,库存日期,在库数量\r\n000001,2026-10-31,5\r\n999999,2026-10-31,7\r\n";
        var (_, answers) = await desk.SendAsync("库存.csv", System.Text.Encoding.UTF8.GetBytes(text));

        Assert.Equal(["库存.标注.csv", "库存.标注.xlsx"], answers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, await desk.Hub.CountAsync("delivery.file WHERE kind = 'upload-reply'"));
        var whole = System.Text.Encoding.UTF8.GetString(answers["库存.标注.csv"])
            .Replace("999999", "000002", StringComparison.Ordinal);
        var (run, receipts) = await desk.SendAsync("库存 2.csv", System.Text.Encoding.UTF8.GetBytes(whole));
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Equal(["库存 2.回执.xlsx"], receipts.Keys);
        Assert.Equal(["000001|5|", "000002|7|"], await desk.Hub.RowsAsync(Stock));
    }

    private static int Wrong(MessyFile file) =>
        file.Errors.Select(e => e.Row).Distinct().Count() + file.Consequences.Count;

    // Marked is what was planted and what follows from it, at the very addresses, in the reply and in the books.
    private static async Task<byte[]> FirstAsync(DealerDesk desk, MessyFile file, string name)
    {
        var (_, answers) = await desk.SendAsync(name, file.Content);
        var reply = Assert.Single(answers).Value;
        var expected = file.Errors.Select(e => e.Address).Concat(file.Consequences).Distinct().Order().ToList();
        Assert.Equal(expected, DealerDesk.Marked(reply, file.Sheet).Order());
        Assert.Equal(expected, (await desk.Hub.RowsAsync(Rejected)).Distinct().Order());
        return reply;
    }

    private static async Task WholeAsync(DealerDesk desk, Run run, MessyFile file, string query, string table)
    {
        Assert.True(run.Status == RunStatus.Succeeded, $"{run.Note}{run.Error}");
        Assert.Equal(file.Truth.Order(), await desk.Hub.RowsAsync(query));
        Assert.Equal(file.Truth.Count, await desk.Hub.CountAsync(table));
        Assert.Equal(0, await desk.Hub.CountAsync($"ops.rejected_row WHERE run_id = {run.Id}"));
    }
}
