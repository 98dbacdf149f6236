using System.Text;
using System.Xml.Linq;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Idoc;

/// <summary>Writes SAP's status messages (状态回执), as ALEAUD or as STATUS.</summary>
internal sealed class StatusPort(string folder, PartnerClock clock)
{
    private int files;

    /// <summary>Posted: the confirmation names the order that was made.</summary>
    public void Audit(string number, string made) => Lay($"AUD_{number}.xml", AuditOf(number, made));

    /// <summary>The first half of a confirmation, under the name that the whole will have.</summary>
    public void Torn(string number, string made)
    {
        var content = AuditOf(number, made);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, $"AUD_{number}.xml"), content[..(content.Length / 2)]);
    }

    /// <param name="value">Of the text's first variable.</param>
    public void System(string number, string status, string text, string value)
    {
        var at = clock.GetUtcNow();
        var idoc = new XElement(
            "SYSTAT01",
            new XElement(
                "IDOC",
                new XAttribute("BEGIN", "1"),
                IdocForm.ControlElement(SapIdoc.Numbered(++files), "SYSTAT01", "STATUS", at),
                IdocForm.Segment(
                    "E1STATS",
                    ("DOCNUM", number), ("LOGDAT", $"{at:yyyyMMdd}"), ("LOGTIM", $"{at:HHmmss}"), ("STATUS", status),
                    ("STACOD", "SAPVP   "), ("STATXT", text), ("STAPA1", value))));
        Lay($"STA_{number}_{files}.xml", Encoding.UTF8.GetBytes(idoc.ToString()));
    }

    private byte[] AuditOf(string number, string made)
    {
        var state = IdocForm.Segment(
            "E1STATE", ("DOCNUM", number), ("STATUS", "53"), ("STATXT", "Sales order &1 has been saved"),
            ("STAPA1_LNG", made));
        state.Add(IdocForm.Segment(
            "E1PRTOB", ("DOCNUM", SapIdoc.Numbered(++files)), ("OBJTYPE", "BUS2032"), ("OBJKEY", $"000{made}")));
        var header = IdocForm.Segment("E1ADHDR", ("MESTYP", "ORDERS"), ("MESTYP_LNG", "ORDERS"));
        header.Add(state);
        var idoc = new XElement(
            "ALEAUD01",
            new XElement(
                "IDOC",
                new XAttribute("BEGIN", "1"),
                IdocForm.ControlElement(SapIdoc.Numbered(files), "ALEAUD01", "ALEAUD", clock.GetUtcNow()),
                header));
        return Encoding.UTF8.GetBytes(idoc.ToString());
    }

    private void Lay(string name, byte[] content)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path + ".tmp", content);
        File.Move(path + ".tmp", path, overwrite: true);
    }
}
