using System.Text;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Idoc;

namespace DealerIntegration.Connectors.Tests.Idoc;

public sealed class FlatIdocTests
{
    private static readonly string Two = IdocSamples.Order("0000000000000001", "PO-1")
        + IdocSamples.Order("0000000000000002", "PO-2");

    [Fact]
    public void Several_IDocs_of_a_file_are_each_a_tree_by_their_hierarchy()
    {
        var idocs = IdocSamples.Read(Two).Idocs;
        Assert.Equal(["0000000000000001", "0000000000000002"], idocs.Select(i => i.Number));
        Assert.All(idocs, i => Assert.Empty(i.Faults));
        var item = idocs[1].Root.Children[^1];
        Assert.Equal(("E1EDP01", "12.000", "KAR", "125.00"), (item.Name, item["MENGE"], item["MENEE"], item["VPREI"]));
        Assert.Equal("TEA-BAG", Assert.Single(item.Children)["IDTNR"]);
    }

    [Theory]
    [InlineData("\r\n", "")]
    [InlineData("\n", "")]
    [InlineData("\n", "\n\n")]
    [InlineData("\r\n", "  \r\n")]
    public void Line_ends_trailing_blanks_and_blank_lines_come_back_as_they_were(string lineEnd, string after)
    {
        var text = Two
            .Replace("\r\n", lineEnd, StringComparison.Ordinal)
            .Replace("TEA-BAG", "TEA-BAG   ", StringComparison.Ordinal);
        Assert.Equal(text + after, Encoding.UTF8.GetString(IdocSamples.Read(text + after).ToFlat(IdocSamples.Layouts)));
        var open = text.TrimEnd();
        Assert.Equal(open, Encoding.UTF8.GetString(IdocSamples.Read(open).ToFlat(IdocSamples.Layouts)));
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16be", true)]
    [InlineData("utf-16", false)]
    [InlineData("gb18030", false)]
    [InlineData("iso-8859-1", false)]
    public void Every_encoding_is_read_and_written_back_byte_for_byte(string name, bool mark)
    {
        var dealer = name == "iso-8859-1" ? "Teehandel Köln" : "杭州茶行";
        var text = Two.Replace("AG 0000000417", $"AG {"0000000417",-17}{"",-17}{dealer}", StringComparison.Ordinal);
        var encoding = IdocText.Strict(name)!;
        byte[] bytes = [.. mark ? encoding.Preamble : [], .. encoding.GetBytes(text)];

        var file = IdocSamples.Read(bytes, name is "gb18030" or "iso-8859-1" ? name : "auto");

        Assert.Equal(dealer, file.Idocs[0].Root.Children.First(s => s.Name == "E1EDKA1")["NAME1"]);
        Assert.Equal(bytes, file.ToFlat(IdocSamples.Layouts));
    }

    [Fact]
    public void Widths_that_count_bytes_are_read_and_written_byte_for_byte()
    {
        // 杭州茶行 fills eight of the 35 places of NAME1; NAME2 begins right behind them.
        var record = $"AG {"0000000417",-17}{"",-17}杭州茶行{"",-27}分公司";
        var text = Two.Replace("AG 0000000417", record, StringComparison.Ordinal);
        var bytes = IdocText.Strict("gb18030")!.GetBytes(text);

        var file = IdocSamples.Read(bytes, "gb18030", bytesWide: true);

        var partner = file.Idocs[0].Root.Children.First(s => s.Name == "E1EDKA1");
        Assert.Equal(("杭州茶行", "分公司"), (partner["NAME1"], partner["NAME2"]));
        Assert.Equal(bytes, file.ToFlat(IdocSamples.Layouts));

        var wrong = IdocSamples.Read(bytes, "gb18030").Idocs[0].Root.Children.First(s => s.Name == "E1EDKA1");
        Assert.NotEqual("分公司", wrong["NAME2"]);
    }

    [Fact]
    public void A_character_that_a_field_boundary_cuts_is_a_fault_of_its_IDoc()
    {
        var text = Two.Replace("AG 0000000417", $"AG {"0000000417",-17}{"",-17}{"x",-34}茶", StringComparison.Ordinal);
        var idocs = IdocSamples.Read(IdocText.Strict("gb18030")!.GetBytes(text), "gb18030", bytesWide: true).Idocs;
        var fault = idocs[0].Faults[0];
        Assert.Equal((3, "E1EDKA1", "NAME1"), (fault.Line, fault.Segment, fault.Field));
    }

    [Fact]
    public void Blanks_of_another_kind_at_the_end_of_a_value_are_part_of_it()
    {
        var text = Two.Replace("TEA-BAG", "TEA-BAG\u3000\u00A0", StringComparison.Ordinal);
        Assert.Equal(text, Encoding.UTF8.GetString(IdocSamples.Read(text).ToFlat(IdocSamples.Layouts)));
    }

    [Fact]
    public void An_encoding_that_cannot_be_told_is_asked_for()
    {
        var bytes = IdocText.Strict("gb18030")!.GetBytes(Two.Replace("TEA-BAG", "茶包", StringComparison.Ordinal));
        var e = Assert.Throws<ConnectorException>(() => IdocSamples.Read(bytes));
        Assert.Contains("sample", e.Message, StringComparison.Ordinal);
        Assert.Contains("gb18030", e.Message, StringComparison.Ordinal);
        e = Assert.Throws<ConnectorException>(() => IdocSamples.Read(bytes, "utf-8"));
        Assert.Contains("cannot be utf-8", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_no_import_of_nothing() =>
        Assert.Contains("no IDoc", Assert.Throws<ConnectorException>(() => IdocSamples.Read("\r\n")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void An_unknown_segment_is_kept_and_noted_and_survives_XML()
    {
        const string number = "0000000000000001";
        var text = IdocSamples.Order(number, "PO-1")
            + IdocSamples.Record("Z2PROMO000", number, 8, 6, 3, "SPRING  10") + "\r\n";
        var file = IdocSamples.Read(text);
        var idoc = Assert.Single(file.Idocs);
        Assert.Empty(idoc.Faults);
        Assert.Equal("Z2PROMO000", Assert.Single(idoc.Notes).Segment);
        Assert.Equal("SPRING  10", idoc.Root.Children[^1].Children[^1][IdocSegment.Unread]);
        Assert.Equal(text, Encoding.UTF8.GetString(file.ToFlat(IdocSamples.Layouts)));

        var through = IdocSamples.Read(file.ToXml()).ToFlat(IdocSamples.Layouts);
        Assert.Contains(
            IdocSamples.Record("Z2PROMO000", number, 8, 6, 3, "SPRING  10"),
            Encoding.UTF8.GetString(through),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_version_of_a_segment_is_read_and_its_further_fields_are_noted()
    {
        const string number = "0000000000000001";
        var rest = new string(' ', 58) + "NEWFIELD";
        var text = IdocSamples.Order(number, "PO-1")
            + IdocSamples.Record("E2EDK02009", number, 8, 0, 2, "002" + "0000005829".PadRight(55) + rest) + "\r\n";
        var file = IdocSamples.Read(text);
        var idoc = Assert.Single(file.Idocs);
        Assert.Empty(idoc.Faults);
        Assert.Equal(("E1EDK02", rest), (Assert.Single(idoc.Notes).Segment, idoc.Notes[0].Value));
        Assert.Equal(text, Encoding.UTF8.GetString(file.ToFlat(IdocSamples.Layouts)));
    }

    [Fact]
    public void A_field_of_a_version_whose_name_is_not_established_is_not_written_under_an_older_one()
    {
        var xml = IdocSamples.Read(IdocSamples.Order("0000000000000001", "PO-1")).ToXml();
        var text = Encoding.UTF8.GetString(xml)
            .Replace("</POSEX>", "</POSEX><MATNR_LONG>A</MATNR_LONG>", StringComparison.Ordinal);
        var e = Assert.Throws<IdocException>(() => IdocSamples.Read(text).ToFlat(IdocSamples.Layouts));
        Assert.Equal(("E1EDP01", "MATNR_LONG", "A"), (e.Fault.Segment, e.Fault.Field, e.Fault.Value));
        Assert.Contains("WE60", e.Message, StringComparison.Ordinal);
    }
}
