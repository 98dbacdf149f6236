using System.Text;
using System.Xml.Linq;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Idoc;

/// <summary>
/// SAP's side of our outbox (收单): it takes each file, posts what it holds as a new order, whatever key it bears, and
/// says by status messages what became of it.
/// </summary>
internal sealed class OrderInbox(string folder, StatusPort statuses, Faults faults, Traffic traffic)
{
    private readonly List<(string Key, string Number)> posted = [];
    private readonly List<(int Steps, Action Act)> later = [];

    public IReadOnlyList<(string Key, string Number)> Posted => posted;

    /// <summary>SAP looks into the folder, and goes on with what it had begun.</summary>
    public void Work()
    {
        foreach (var (steps, act) in later.ToList())
        {
            later.Remove((steps, act));
            if (steps > 1)
            {
                later.Add((steps - 1, act));
            }
            else
            {
                act();
            }
        }

        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var path in Directory.GetFiles(folder).Where(IsOrder).Order(StringComparer.Ordinal))
        {
            traffic.Note(new Call(CallKind.Write, "TAKE", Path.GetFileName(path)));
            Take(path);
        }
    }

    private static bool IsOrder(string path) => Path.GetExtension(path) is ".txt" or ".xml";

    private void Take(string path)
    {
        var text = File.ReadAllText(path, Encoding.UTF8);
        var (number, key) = text.StartsWith("EDI_DC40", StringComparison.Ordinal) ? OfFlat(text) : OfXml(text);
        // One SAP deletes what it took, the next one puts it aside.
        if (posted.Count % 2 == 0)
        {
            File.Delete(path);
        }
        else
        {
            File.Move(path, path + ".done", overwrite: true);
        }

        if (faults.Take(IdocFaults.Refuse.Name, CallKind.Write))
        {
            statuses.System(number, "51", "Credit limit of &1 exceeded", key);
        }
        else if (faults.Take(FaultList.NeverFinishes.Name, CallKind.Write))
        {
            statuses.System(number, "64", "IDoc ready to be transferred to application", "");
        }
        else if (faults.Take(FaultList.AnswerLater.Name, CallKind.Write))
        {
            var made = Post(key);
            statuses.System(number, "64", "IDoc ready to be transferred to application", "");
            later.Add((2, () => statuses.Audit(number, made)));
        }
        else if (faults.Take(IdocFaults.TornStatus.Name, CallKind.Write))
        {
            var made = Post(key);
            statuses.Torn(number, made);
            later.Add((1, () => statuses.Audit(number, made)));
        }
        else
        {
            statuses.Audit(number, Post(key));
        }
    }

    private string Post(string key)
    {
        var made = $"{5_000_000 + posted.Count}";
        posted.Add((key, made));
        return made;
    }

    private static (string Number, string Key) OfFlat(string text)
    {
        var lines = text.Split("\r\n");
        var reference = lines.Single(line =>
            line.StartsWith("E2EDK02 ", StringComparison.Ordinal) && line.Substring(63, 3) == "001");
        return (lines[0].Substring(13, 16), reference.PadRight(101).Substring(66, 35).TrimEnd());
    }

    private static (string Number, string Key) OfXml(string text)
    {
        var idoc = XElement.Parse(text).Element("IDOC")!;
        var reference = idoc.Elements("E1EDK02").Single(segment => segment.Element("QUALF")?.Value == "001");
        return (idoc.Element("EDI_DC40")!.Element("DOCNUM")!.Value, reference.Element("BELNR")!.Value);
    }
}
