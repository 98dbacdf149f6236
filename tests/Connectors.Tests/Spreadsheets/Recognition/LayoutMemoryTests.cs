using DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Recognition;

/// <summary>What a person has confirmed is used, and what has changed since is told.</summary>
public class LayoutMemoryTests
{
    private static readonly string[] Odd =
        ["货品|日|一号仓|二号仓", "P-0001|2026-10-31|40|1", "P-0002|2026-10-30|7|2", "P-0003|2026-10-31|0|3"];

    [Fact]
    public void A_confirmed_layout_is_read_without_a_question()
    {
        Assert.NotEmpty(Sheets.Find(null, Odd).Problems);

        var found = Sheets.Find(Known(Confirmed()), Odd);

        Assert.Equal("stock: as_of=B on_hand=C product_code=A", Sheets.Told(found));
        Assert.Null(found.Drift);
    }

    [Fact]
    public void Columns_that_moved_are_read_where_they_stand_and_the_move_is_told()
    {
        var found = Sheets.Find(Known(Confirmed()), "二号仓|货品|日|一号仓", "1|P-0001|2026-10-31|40", "2|P-0002|2026-10-31|7");

        Assert.Equal("stock: as_of=C on_hand=D product_code=B", Sheets.Told(found));
        Assert.Contains("'一号仓' moved from column C to D", found.Drift!.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_heading_is_told_and_the_confirmed_ones_still_hold()
    {
        var found = Sheets.Find(
            Known(Confirmed()), "货品|日|一号仓|二号仓|三号仓", "P-0001|2026-10-31|40|1|4", "P-0002|2026-10-31|7|2|5");

        Assert.Equal("stock: as_of=B on_hand=C product_code=A", Sheets.Told(found));
        Assert.Contains("'三号仓' is new in column E", found.Drift!.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_renamed_column_that_is_needed_and_unsure_is_asked_about_with_the_change()
    {
        var found = Sheets.Find(
            Known(Confirmed()), "货品|日|甲仓|二号仓", "P-0001|2026-10-31|40|1", "P-0002|2026-10-31|7|2");

        Assert.Equal("ask-column:在库数量", Sheets.Told(found));
        Assert.Contains("'一号仓' is gone", found.Drift!.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_renamed_column_that_is_sure_is_read_and_the_new_name_told()
    {
        var found = Sheets.Find(
            Known(Confirmed()), "货品|日|库存|二号仓", "P-0001|2026-10-31|40|1", "P-0002|2026-10-31|7|2");

        Assert.Equal("stock: as_of=B on_hand=C product_code=A", Sheets.Told(found));
        Assert.Contains("'一号仓' is now '库存'", found.Drift!.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layout_that_was_only_seen_tells_changes_and_decides_nothing()
    {
        var seen = Confirmed() with { ConfirmedBy = null };

        Assert.NotEmpty(Sheets.Find(Known(seen), Odd).Problems);
        Assert.Contains(
            "is gone",
            Sheets.Find(Known(seen), "商品编码|库存日期|在库数量", "P-0001|2026-10-31|4").Drift!.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_alike_are_told_apart_by_their_place()
    {
        string[] twice = ["商品编码|库存日期|数|数", "P-0001|2026-10-31|1|2"];
        var view = Look(twice, "on_hand=D");

        Assert.Empty(view.Problems);
        Assert.Equal("stock: as_of=B on_hand=D product_code=A", Sheets.Told(Sheets.Find(
            Known(view.Layout! with { ConfirmedBy = "王" }), twice)));
    }

    [Fact]
    public void A_persons_answer_by_letter_or_heading_closes_the_question()
    {
        Assert.Equal("on_hand", Look(Odd, "on_hand=C", "as_of=B").Columns[2].Field);
        var view = Look(Odd, "on_hand=二号仓", "as_of=日");

        Assert.Empty(view.Problems);
        Assert.Equal([null, null, null, "on_hand"], view.Columns.Select(c => c.Field == "on_hand" ? c.Field : null));
        Assert.Equal("40, 7, 0", view.Columns[2].Examples);
    }

    [Fact]
    public void An_answer_that_names_nothing_says_what_there_is()
    {
        var misses = Look(Odd, "on_hand=X", "colour=A").Misses;

        Assert.Contains(misses, m => m.Contains("A 货品, B 日, C 一号仓, D 二号仓", StringComparison.Ordinal));
        Assert.Contains(misses, m => m.Contains("no field 'colour'", StringComparison.Ordinal));
    }

    [Fact]
    public void The_order_of_days_can_be_answered_and_is_remembered()
    {
        string[] lines = ["商品编码|库存日期|在库数量", "P-0001|'03/04/2026|1", "P-0002|'05/06/2026|2"];
        Assert.Equal("ask-dates", Assert.Single(Sheets.Find(null, lines).Problems).Finding.Code);

        var layout = Look(lines, "dates=day-first").Layout! with { ConfirmedBy = "王" };
        var found = Sheets.Find(Known(layout), lines);

        Assert.Empty(found.Problems);
        Assert.Equal(new DateOnly(2026, 4, 3), found.Tables[0].Sheet.Rows.Skip(1).First().At(2)!.Date);
    }

    private static RememberedLayout Confirmed() => Look(Odd, "on_hand=C", "as_of=B").Layout! with
    {
        ConfirmedBy = "王", At = new DateTime(2026, 11, 2),
    };

    private static KnownGoods Known(RememberedLayout layout) => new() { Layouts = [layout] };

    private static LayoutView Look(string[] lines, params string[] answers)
    {
        var csv = string.Join('\n', lines).Replace('|', '\t').Replace("'", "", StringComparison.Ordinal);
        var file = Books.Opened(System.Text.Encoding.UTF8.GetBytes(csv), "a.tsv");
        return LayoutTrial.Look(file, Books.Definitions, new KnownGoods(), LayoutAnswers.Parse(answers));
    }
}
