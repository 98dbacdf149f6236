using System.Security;

namespace DealerIntegration.Connectors.Spreadsheets.Writing;

/// <summary>The parts of a streamed workbook that do not depend on its rows (固定部件).</summary>
internal static class StreamedParts
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    public const string Relations =
        $"""
        <Relationships xmlns="{Package}/relationships">
        <Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """;

    // Fonts, fills and borders first; then one line for each style, in the order of the enumeration.
    public const string Styles =
        $"""
        <styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>
        <fonts count="4"><font><sz val="10"/><name val="Microsoft YaHei"/></font>
        <font><b/><sz val="16"/><color rgb="FF1F3A5F"/><name val="Microsoft YaHei"/></font>
        <font><b/><sz val="10"/><color rgb="FFFFFFFF"/><name val="Microsoft YaHei"/></font>
        <font><sz val="9"/><color rgb="FF808080"/><name val="Microsoft YaHei"/></font></fonts>
        <fills count="7"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
        <fill><patternFill patternType="solid"><fgColor rgb="FF1F3A5F"/></patternFill></fill>
        <fill><patternFill patternType="solid"><fgColor rgb="FFEEF2F7"/></patternFill></fill>
        <fill><patternFill patternType="solid"><fgColor rgb="FFDFF3E4"/></patternFill></fill>
        <fill><patternFill patternType="solid"><fgColor rgb="FFFFF3CD"/></patternFill></fill>
        <fill><patternFill patternType="solid"><fgColor rgb="FFFDDEDE"/></patternFill></fill></fills>
        <borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="12">
        <xf numFmtId="49" applyNumberFormat="1"/>
        <xf/>
        <xf numFmtId="164" applyNumberFormat="1"/>
        <xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/>
        <xf numFmtId="49" fontId="2" fillId="2" applyNumberFormat="1" applyFont="1" applyFill="1"/>
        <xf numFmtId="49" fontId="3" fillId="3" applyNumberFormat="1" applyFont="1" applyFill="1"/>
        <xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
        <xf numFmtId="49" fillId="4" applyNumberFormat="1" applyFill="1"/>
        <xf numFmtId="49" fillId="5" applyNumberFormat="1" applyFill="1"/>
        <xf numFmtId="49" fillId="6" applyNumberFormat="1" applyFill="1"/>
        <xf fillId="6" applyFill="1"/>
        <xf numFmtId="164" fillId="6" applyNumberFormat="1" applyFill="1"/></cellXfs></styleSheet>
        """;

    public static string Workbook(IReadOnlyList<string> sheets) =>
        $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets>"""
        + string.Concat(sheets.Select((name, i) =>
            $"""<sheet name="{SecurityElement.Escape(name)}" sheetId="{i + 1}" r:id="rId{i + 1}"/>"""))
        + "</sheets></workbook>";

    public static string WorkbookRelations(int sheets) =>
        $"""<Relationships xmlns="{Package}/relationships">"""
        + string.Concat(Enumerable.Range(1, sheets).Select(i =>
            $"""<Relationship Id="rId{i}" Type="{Office}/worksheet" Target="worksheets/sheet{i}.xml"/>"""))
        + $"""<Relationship Id="rIdS" Type="{Office}/styles" Target="styles.xml"/></Relationships>""";

    public static string ContentTypes(int sheets) =>
        $"""<Types xmlns="{Package}/content-types">"""
        + """<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"""
        + $"""<Override PartName="/xl/workbook.xml" ContentType="{Type}.sheet.main+xml"/>"""
        + $"""<Override PartName="/xl/styles.xml" ContentType="{Type}.styles+xml"/>"""
        + string.Concat(Enumerable.Range(1, sheets).Select(i =>
            $"""<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{Type}.worksheet+xml"/>"""))
        + "</Types>";
}
