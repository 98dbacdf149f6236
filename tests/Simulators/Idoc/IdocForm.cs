using System.Globalization;
using System.Text;
using System.Xml.Linq;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Idoc;

/// <summary>
/// The forms in which SAP systems write the same IDocs (文件形式): flat with all ways to end a line, XML, and several
/// encodings. One file after the other has another form.
/// </summary>
internal sealed record IdocForm(bool IsFlat, string LineEnd, Encoding Encoding, string DealerName)
{
    private const int LongestFlatNumber = 35;
    private const int ControlLength = 524;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    private static readonly Encoding Utf8Marked = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    private static readonly IReadOnlyList<IdocForm> All =
    [
        new(true, "\r\n", Utf8, "杭州茶行"),
        new(false, "\n", Utf8, "杭州茶行"),
        new(true, "\n", Utf8Marked, "杭州茶行"),
        new(false, "\r\n", Encoding.Unicode, "杭州茶行"),
        new(true, "\r", Utf8, "Teehaus"),
        new(false, "\n", Encoding.Latin1, "Teehandel Köln"),
    ];

    public string Extension => IsFlat ? "txt" : "xml";

    /// <summary>A number too long for a record of fixed width is written as XML.</summary>
    public static IdocForm Of(int file, IEnumerable<SapIdoc> idocs) =>
        idocs.Any(idoc => idoc.Record.Number.Length > LongestFlatNumber) ? All[1] : All[file % All.Count];

    public byte[] Write(IReadOnlyList<SapIdoc> idocs)
    {
        var text = IsFlat ? string.Concat(idocs.SelectMany(Flat).Select(line => line + LineEnd)) : Xml(idocs);
        return [.. Encoding.Preamble, .. Encoding.GetBytes(text)];
    }

    public static string Control(string number, string type, string message, DateTimeOffset at) => Fields(
        (0, "EDI_DC40"), (10, "800"), (13, number), (29, "740"), (33, "03"), (35, "1"), (39, type), (99, message),
        (148, "SAPS4P"), (158, "LS"), (162, "S4PCLNT800"), (263, "HUBFILE"), (273, "LS"), (277, "DEALERHUB"),
        (378, Day(at)), (386, Clock(at))).PadRight(ControlLength);

    /// <summary>A control record as XML.</summary>
    public static XElement ControlElement(string number, string type, string message, DateTimeOffset at) => Segment(
        "EDI_DC40",
        ("TABNAM", "EDI_DC40"), ("MANDT", "800"), ("DOCNUM", number), ("DIRECT", "1"), ("IDOCTYP", type),
        ("MESTYP", message), ("SNDPOR", "SAPS4P"), ("SNDPRT", "LS"), ("SNDPRN", "S4PCLNT800"), ("RCVPRN", "DEALERHUB"),
        ("CREDAT", Day(at)), ("CRETIM", Clock(at)));

    public static XElement Segment(string name, params (string Field, string Value)[] fields) => new(
        name,
        new XAttribute("SEGMENT", "1"),
        fields.Where(field => field.Value.Length > 0).Select(field => new XElement(field.Field, field.Value)));

    private string Xml(IEnumerable<SapIdoc> idocs)
    {
        var root = new XElement("ORDERS05", idocs.Select(idoc => new XElement(
            "IDOC",
            new XAttribute("BEGIN", "1"),
            ControlElement(idoc.Number, "ORDERS05", "ORDRSP", idoc.MadeAt),
            Segment("E1EDK01", ("CURCY", "CNY")),
            Segment("E1EDK03", ("IDDAT", "012"), ("DATUM", Day(idoc.Record.ChangedAt))),
            Segment("E1EDKA1", ("PARVW", "AG"), ("PARTN", idoc.Record.Dealer), ("NAME1", DealerName)),
            Segment("E1EDK02", ("QUALF", "002"), ("BELNR", idoc.Record.Number)),
            Item(),
            Segment("E1EDS01", ("SUMID", "002"), ("SUMME", Amount(idoc.Record))))));
        return $"<?xml version=\"1.0\" encoding=\"{Encoding.WebName}\"?>{LineEnd}{root}";
    }

    private static XElement Item()
    {
        var item = Segment("E1EDP01", ("POSEX", "000010"), ("MENGE", "2.000"), ("MENEE", "EA"));
        item.Add(Segment("E1EDP19", ("QUALF", "002"), ("IDTNR", StageBusiness.Product)));
        return item;
    }

    private IEnumerable<string> Flat(SapIdoc idoc)
    {
        var record = idoc.Record;
        string Data(string name, int own, int parent, int level, params (int Offset, string Text)[] fields) =>
            $"{name,-30}800{idoc.Number}{own:D6}{parent:D6}{level:D2}{Fields(fields)}";
        return
        [
            Control(idoc.Number, "ORDERS05", "ORDRSP", idoc.MadeAt),
            Data("E2EDK01005", 1, 0, 1, (4, "CNY")),
            Data("E2EDK03", 2, 0, 2, (0, "012"), (3, Day(record.ChangedAt))),
            Data("E2EDKA1003", 3, 0, 2, (0, "AG"), (3, record.Dealer), (37, DealerName)),
            Data("E2EDK02", 4, 0, 2, (0, "002"), (3, record.Number)),
            Data("E2EDP01008", 5, 0, 2, (0, "000010"), (11, "2.000"), (26, "EA")),
            Data("E2EDP19002", 6, 5, 3, (0, "002"), (3, StageBusiness.Product)),
            Data("E2EDS01", 7, 0, 2, (0, "002"), (3, Amount(record))),
        ];
    }

    private static string Fields(params (int Offset, string Text)[] fields) =>
        fields.Aggregate("", (line, field) => line.PadRight(field.Offset) + field.Text);

    private static string Amount(StageRecord record) => record.Amount.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset at) => at.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Clock(DateTimeOffset at) => at.ToString("HHmmss", CultureInfo.InvariantCulture);
}
