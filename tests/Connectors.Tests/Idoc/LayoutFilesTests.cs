using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Idoc;

namespace DealerIntegration.Connectors.Tests.Idoc;

public sealed class LayoutFilesTests
{
    private const string Segments = "segment,definition,field,width\nEDI_DC40,,TABNAM,10\nZ1PROMO,Z2PROMO000,CODE,8\n";
    private const string Types = "type,segment,parent\nORDERS05,Z1PROMO,\n";

    [Fact]
    public void The_shipped_layouts_are_those_of_SAP()
    {
        var layouts = IdocSamples.Layouts;
        Assert.Equal(["ORDERS05", "DELVRY07", "INVOIC01", "INVOIC02", "MATMAS05"], layouts.Types);
        Assert.Equal(524, layouts.ControlRecord.Length);
        Assert.Equal((83, 35), (Field("E1EDK01", "BELNR").Offset, Field("E1EDK01", "BELNR").Width));
        Assert.Equal((26, 3), (Field("E1EDP01", "MENEE").Offset, Field("E1EDP01", "MENEE").Width));
        Assert.Equal("E1EDP01", layouts.ParentOf("ORDERS05", "E1EDP19"));
        Assert.Equal("", layouts.ParentOf("ORDERS05", "E1EDP01"));
        Assert.Null(layouts.ParentOf("ORDERS05", "E1MARAM"));
        FieldLayout Field(string segment, string field) => layouts.Segment(segment)!.Field(field)!;
    }

    [Theory]
    [InlineData("E2EDK01005", "E1EDK01")]
    [InlineData("E2EDK01", "E1EDK01")]
    [InlineData("E2EDK01999", "E1EDK01")]
    [InlineData("E1EDK01", "E1EDK01")]
    [InlineData("E2EDKA1003", "E1EDKA1")]
    [InlineData("E2MARAM008", "E1MARAM")]
    [InlineData("Z2PROMO000", null)]
    [InlineData("E2", null)]
    public void A_definition_means_its_segment_in_every_version(string definition, string? segment) =>
        Assert.Equal(segment, IdocSamples.Layouts.OfDefinition(definition)?.Name);

    [Fact]
    public void A_segment_of_your_own_is_some_lines_more()
    {
        var layouts = LayoutFiles.Parse(Segments, "segments.csv", Types, "types.csv");
        Assert.Equal("Z1PROMO", layouts.OfDefinition("Z2PROMO000")?.Name);
        Assert.Equal(("Z2PROMO000", 8), layouts.Segment("Z1PROMO")!.VersionFor(3));
    }

    [Theory]
    [InlineData("Z1PROMO,,CODE,8\n", "", "segments.csv, line 4: 'Z1PROMO,,CODE,8' lists CODE of Z1PROMO again")]
    [InlineData("Z1PROMO,,RATE,0\n", "", "segments.csv, line 4: 'Z1PROMO,,RATE,0' is no field")]
    [InlineData("Z1PROMO,RATE,7\n", "", "is no field")]
    [InlineData("", "ORDERS05,Z1LATER,\n", "types.csv, line 3: 'ORDERS05,Z1LATER,' names Z1LATER, of which")]
    [InlineData("", "ORDERS05,EDI_DC40,E1EDP01\n", "puts EDI_DC40 below E1EDP01")]
    [InlineData("", "ORDERS05,Z1PROMO,\n", "lists Z1PROMO of ORDERS05 again")]
    [InlineData("", "ORDERS05\n", "is no place")]
    public void A_line_that_cannot_be_used_is_named(string segments, string types, string told)
    {
        var e = Assert.Throws<ConfigurationException>(
            () => LayoutFiles.Parse(Segments + segments, "segments.csv", Types + types, "types.csv"));
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_or_heading_is_told_with_its_path()
    {
        var e = Assert.Throws<ConfigurationException>(() => LayoutFiles.Load("no-such-folder"));
        Assert.Contains("'layouts'", e.Message, StringComparison.Ordinal);
        e = Assert.Throws<ConfigurationException>(() => LayoutFiles.Parse("a\n", "s.csv", Types, "t.csv"));
        Assert.Contains("s.csv: the first line", e.Message, StringComparison.Ordinal);
    }
}
