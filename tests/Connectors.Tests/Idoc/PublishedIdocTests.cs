using System.Text;
using System.Xml.Linq;
using DealerIntegration.Connectors.Idoc;

namespace DealerIntegration.Connectors.Tests.Idoc;

/// <summary>Files that SAP published, in both forms: the converter has to agree with another one.</summary>
public sealed class PublishedIdocTests
{
    private static readonly string[] Flats = ["ORDERS05.flat.txt", "INVOICE01.flat.txt"];

    private static readonly string[] Xmls =
    [
        "DELVRY07.DESADV.10421.xml", "DELVRY07.DESADV.12514.xml", "DELVRY07.DESADV.13869.xml",
        "DELVRY07.DESADV.14390.xml", "DELVRY07.DESADV.19800.xml", "DELVRY07.DESADV.2592.xml",
        "DELVRY07.DESADV.6977.xml", "INVOIC01.INVOIC.13478.xml", "INVOIC02.INVOIC.16366.xml",
        "INVOIC02.INVOIC.17652.xml", "INVOIC02.INVOIC.17656.xml", "INVOIC02.INVOIC.17715.xml",
        "INVOIC02.INVOIC.17721.xml", "MATMAS05.MATMAS.13031.xml", "MATMAS05.MATMAS.1577.xml",
        "ORDERS05.ORDERS.3460.xml", "ORDERS05.ORDERS.4942.xml", "ORDERS05.ORDRSP.17177.xml",
        "ORDERS05.ORDRSP.17179.xml", "ORDERS05.ORDRSP.6165.xml",
    ];

    public static IEnumerable<TheoryDataRow<string>> FlatNames => Flats.Select(n => new TheoryDataRow<string>(n));

    public static IEnumerable<TheoryDataRow<string>> XmlNames => Xmls.Select(n => new TheoryDataRow<string>(n));

    [Theory]
    [MemberData(nameof(FlatNames))]
    public void A_flat_file_is_read_without_a_fault_and_written_back_byte_for_byte(string name)
    {
        var bytes = Bytes(name);
        var file = IdocSamples.Read(bytes);
        Assert.Empty(file.Idocs.SelectMany(i => i.Faults));
        Assert.Empty(file.Idocs.SelectMany(i => i.Notes));
        Assert.Equal(bytes, file.ToFlat(IdocSamples.Layouts));
    }

    [Theory]
    [MemberData(nameof(FlatNames))]
    public void A_flat_file_that_went_through_XML_is_the_same_to_the_byte(string name)
    {
        var bytes = Bytes(name);
        var through = IdocSamples.Read(IdocSamples.Read(bytes).ToXml());
        Assert.Equal(
            Encoding.ASCII.GetString(bytes), Encoding.ASCII.GetString(through.ToFlat(IdocSamples.Layouts)));
    }

    [Theory]
    [InlineData("ORDERS05.flat.txt", "ORDERS05.ORDERS.3460.xml")]
    [InlineData("INVOICE01.flat.txt", "INVOIC01.INVOIC.13478.xml")]
    public void A_flat_file_becomes_the_XML_that_SAP_made_of_it(string flat, string xml) => AssertSame(
        IdocSamples.Meaning(Bytes(xml)), IdocSamples.Meaning(IdocSamples.Read(Bytes(flat)).ToXml()));

    [Theory]
    [MemberData(nameof(XmlNames))]
    public void An_XML_file_is_read_without_a_fault_and_written_back_as_the_same_document(string name)
    {
        var file = IdocSamples.Read(Bytes(name));
        Assert.Empty(file.Idocs.SelectMany(i => i.Faults));
        AssertSame(IdocSamples.Meaning(Bytes(name)), IdocSamples.Meaning(file.ToXml()));
    }

    [Theory]
    [MemberData(nameof(XmlNames))]
    public void An_XML_file_that_went_through_flat_records_is_the_same_or_the_value_that_does_not_fit_is_named(
        string name)
    {
        var file = IdocSamples.Read(Bytes(name));
        var notes = file.Idocs.SelectMany(i => i.Notes).Where(n => n.Field != "DOCNUM").ToList();
        if (notes.Count > 0)
        {
            var e = Assert.Throws<IdocException>(() => file.ToFlat(IdocSamples.Layouts));
            Assert.Contains(notes, n => n.Segment == e.Fault.Segment);
            return;
        }

        var through = IdocSamples.Read(file.ToFlat(IdocSamples.Layouts));
        AssertSame(IdocSamples.Meaning(Bytes(name)), IdocSamples.Meaning(through.ToXml()));
    }

    [Fact]
    public void Whatever_no_layout_describes_is_told_and_kept()
    {
        var idoc = IdocSamples.Read(Bytes("DELVRY07.DESADV.12514.xml")).Idocs.Single();
        Assert.Contains(idoc.Notes, n => n.Segment == "Z1EXTEND_ITEM");
        Assert.Contains(idoc.Notes, n => n is { Segment: "EDI_DC40", Field: "DOCREL", Value: "755_OBG" });
        var item = idoc.Root.Children.Single(s => s.Name == "E1EDL20").Children.First(s => s.Name == "E1EDL24");
        Assert.NotEmpty(item.Children.Single(s => s.Name == "Z1EXTEND_ITEM").Fields);
    }

    private static byte[] Bytes(string name) => File.ReadAllBytes(SharedData.Require($"idoc/{name}"));

    private static void AssertSame(XElement wanted, XElement found)
    {
        if (!XNode.DeepEquals(wanted, found))
        {
            Assert.Equal(wanted.ToString(), found.ToString());
        }
    }
}
