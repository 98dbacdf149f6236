using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Idoc;

namespace DealerIntegration.Connectors.Tests.Idoc;

/// <summary>A bad IDoc rejects itself and says why; the sound one beside it is read.</summary>
public sealed class IdocFaultTests
{
    private const string Bad = "0000000000000001";
    private const string Good = "0000000000000002";

    private static readonly string Sound = IdocSamples.Order(Good, "PO-2");

    [Fact]
    public void A_short_record_names_its_line_and_length() => AssertFault(
        IdocSamples.Order(Bad, "PO-1").Replace("002TEA-BAG", "", StringComparison.Ordinal)[..^4] + "\r\n" + Sound,
        8, "E2EDP19002", null, "61 characters");

    [Fact]
    public void A_record_longer_than_any_can_be_is_a_fault() => AssertFault(
        IdocSamples.Order(Bad, "PO-1")
            .Replace("002TEA-BAG", "002TEA-BAG".PadRight(1000) + "X", StringComparison.Ordinal) + Sound,
        8, "E1EDP19", "X", "1063 characters");

    [Fact]
    public void A_control_record_that_runs_on_is_a_fault() => AssertFault(
        IdocSamples.Control(Bad) + "E2EDK01\r\n" + Sound, 1, "EDI_DC40", "E2EDK01", "524 characters");

    [Fact]
    public void A_segment_before_what_it_stands_below_is_out_of_hierarchy() => AssertFault(
        Lines(IdocSamples.Control(Bad), IdocSamples.Record("E2EDP19002", Bad, 1, 0, 1, "002X")) + Sound,
        2, "E1EDP19", "IDOC", "below E1EDP01");

    [Fact]
    public void A_record_that_names_another_parent_than_the_one_before_it_is_a_fault() => AssertFault(
        IdocSamples.Order(Bad, "PO-1").Replace("000007000006", "000007000004", StringComparison.Ordinal) + Sound,
        8, "E1EDP19", "000004", "line 7, whose number is 000006");

    [Fact]
    public void Records_without_a_control_record_are_rejected_together()
    {
        var orphan = IdocSamples.Order(Bad, "PO-1");
        AssertFault(orphan[(orphan.IndexOf('\n', StringComparison.Ordinal) + 1)..] + Sound, 1, "EDI_DC40", "E2EDK01005",
            "no control record");
    }

    [Fact]
    public void A_record_of_another_IDoc_in_between_leaves_neither_whole()
    {
        var mixed = IdocSamples.Order(Bad, "PO-1").Replace(
            IdocSamples.Record("E2EDK03", Bad, 4, 0, 2, ""),
            IdocSamples.Record("E2EDK03", "0000000000000009", 4, 0, 2, ""),
            StringComparison.Ordinal);
        var idocs = IdocSamples.Read(mixed + Sound).Idocs;
        Assert.Equal([Bad, "", Good], idocs.Select(i => i.Number));
        Assert.Contains("neither is whole", Assert.Single(idocs[0].Faults).Message, StringComparison.Ordinal);
        Assert.Equal("0000000000000009", Assert.Single(idocs[1].Faults).Value);
        Assert.Empty(idocs[2].Faults);
    }

    [Fact]
    public void The_second_of_two_IDocs_with_one_number_is_rejected()
    {
        var idocs = IdocSamples.Read(Sound + Sound).Idocs;
        Assert.Empty(idocs[0].Faults);
        var fault = Assert.Single(idocs[1].Faults);
        Assert.Equal((9, "DOCNUM", Good), (fault.Line, fault.Field, fault.Value));
        Assert.Contains("line 1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_control_record_of_release_3_is_refused_by_name() =>
        AssertFault("EDI_DC    100" + new string(' ', 400) + "\r\n" + Sound, 1, "EDI_DC", null, "3.x");

    [Fact]
    public void A_basic_type_that_nobody_described_is_refused() => AssertFault(
        IdocSamples.Control(Bad, "HRMD_A06", "HRMD_A") + "\r\n" + Sound, 1, "EDI_DC40", "HRMD_A06", "ORDERS05");

    [Fact]
    public void A_test_is_not_taken_for_business()
    {
        var control = IdocSamples.Control(Bad);
        AssertFault($"{control[..38]}X{control[39..]}\r\n" + Sound, 1, "EDI_DC40", "X", "test");
    }

    [Fact]
    public void In_XML_the_faults_are_the_same()
    {
        var idocs = IdocSamples.Read("""
            <ORDERS05>
             <IDOC BEGIN="1"><E1EDK01 SEGMENT="1"/></IDOC>
             <IDOC BEGIN="1">
              <EDI_DC40 SEGMENT="1"><DOCNUM>7</DOCNUM><IDOCTYP>ORDERS05</IDOCTYP></EDI_DC40>
              <E1EDP19 SEGMENT="1"><IDTNR>A</IDTNR><IDTNR>B</IDTNR></E1EDP19>
             </IDOC>
             <IDOC BEGIN="1">
              <EDI_DC40 SEGMENT="1"><DOCNUM>8</DOCNUM><IDOCTYP>ORDERS05</IDOCTYP></EDI_DC40>
              <E1EDK01 SEGMENT="1"><BELNR>PO</BELNR></E1EDK01>
             </IDOC>
            </ORDERS05>
            """).Idocs;
        Assert.Equal(
            [(2, "EDI_DC40", null), (5, "E1EDP19", null), (5, "E1EDP19", "IDTNR")],
            idocs.SelectMany(i => i.Faults).Select(f => (f.Line, f.Segment, f.Field)));
        Assert.Empty(idocs[2].Faults);
    }

    [Theory]
    [InlineData("<ORDERS05><IDOC>", "line 1")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><ORDERS05>&b;</ORDERS05>", "DTD")]
    public void XML_that_is_torn_or_declares_entities_is_one_failure_of_the_file(string text, string told)
    {
        var e = Assert.Throws<ConnectorException>(() => IdocSamples.Read(text));
        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Segments_nested_without_end_are_a_fault_and_no_stack_overflow()
    {
        const int depth = 3000;
        var text = "<ORDERS05><IDOC BEGIN=\"1\"><EDI_DC40 SEGMENT=\"1\"><IDOCTYP>ORDERS05</IDOCTYP></EDI_DC40>"
            + string.Concat(Enumerable.Repeat("<Z1A SEGMENT=\"1\">", depth))
            + string.Concat(Enumerable.Repeat("</Z1A>", depth)) + "</IDOC></ORDERS05>";
        var fault = Assert.Single(IdocSamples.Read(text).Idocs.Single().Faults);
        Assert.Contains("100 times", fault.Message, StringComparison.Ordinal);
    }

    private static string Lines(params string[] lines) => string.Join("\r\n", lines) + "\r\n";

    private static void AssertFault(string text, int line, string segment, string? value, string told)
    {
        var file = IdocSamples.Read(text);
        var idocs = file.Idocs;
        var fault = Assert.Single(idocs[0].Faults);
        Assert.Equal(fault, Assert.Throws<IdocException>(() => file.ToXml()).Fault);
        Assert.Equal(fault, Assert.Throws<IdocException>(() => file.ToFlat(IdocSamples.Layouts)).Fault);
        Assert.Equal((line, segment), (fault.Line, fault.Segment));
        if (value is not null)
        {
            Assert.Equal(value, fault.Value);
        }

        Assert.Contains(told, fault.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(fault.Remedy);
        Assert.Equal(Good, idocs[^1].Number);
        Assert.Empty(idocs[^1].Faults);
    }
}
