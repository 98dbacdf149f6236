using System.Text;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Idoc;

/// <summary>Brings the port's folder into trouble while it is read, and out of it before the next reading.</summary>
internal sealed class ReadTrouble(IdocPort port, Faults faults)
{
    private const string Extra = "ZZ_";
    private const string Other = Extra + "other";

    private readonly string away = port.Folder + ".away";
    private (PortFile File, int Steps)? growing;

    /// <summary>Numbers of records that ever came with two contents.</summary>
    public HashSet<string> Doubtful { get; } = new(StringComparer.Ordinal);

    /// <param name="page">0: a reading begins.</param>
    public void Make(int page)
    {
        if (page == 0)
        {
            Mend();
        }

        foreach (var kind in IdocFaults.All.Where(kind => kind.Only == CallKind.Read))
        {
            // What was not listed yet cannot be missed.
            if ((kind != IdocFaults.Vanishes || page > 0) && faults.Take(kind.Name, CallKind.Read))
            {
                Make(kind);
            }
        }
    }

    /// <summary>Time has passed: whoever was writing goes on, and a share that was not mounted is there again.
    /// </summary>
    public void GoOn()
    {
        Return();
        if (growing is not { } now)
        {
            return;
        }

        growing = now.Steps > 1 ? now with { Steps = now.Steps - 1 } : null;
        if (now.File.Name is { } name)
        {
            var content = now.File.Content;
            port.Write(name, content.AsSpan(0, now.Steps > 1 ? content.Length * 3 / 4 : content.Length));
        }
    }

    /// <summary>What changes the port's files needs the folder: it comes back first.</summary>
    public void WhileThere(Action change)
    {
        Return();
        ForgetOther();
        change();
    }

    // Who clears an IDoc away, or its file, takes the other one of its number with it: alone, that would be the one.
    private void ForgetOther()
    {
        foreach (var other in Directory.EnumerateFiles(port.Folder, Other + "*"))
        {
            File.Delete(other);
        }
    }

    private void Return()
    {
        if (Directory.Exists(away))
        {
            Directory.Move(away, port.Folder);
        }
    }

    private void Mend()
    {
        Return();

        growing = null;
        foreach (var extra in Directory.EnumerateFiles(port.Folder, Extra + "*"))
        {
            File.Delete(extra);
        }

        foreach (var file in port.Files.Where(IsSpoilt))
        {
            port.Lay(file);
        }
    }

    private bool IsSpoilt(PortFile file)
    {
        var path = Path.Combine(port.Folder, file.Name ?? file.NewName);
        return !File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(file.Content);
    }

    private void Make(FaultKind kind)
    {
        if (kind == IdocFaults.FolderGone)
        {
            Directory.Move(port.Folder, away);
            return;
        }

        if (!Directory.Exists(port.Folder))
        {
            return;
        }

        if (kind == IdocFaults.Growing && Last(_ => true) is { } file)
        {
            growing = (file, 2);
            port.Write(file.Name!, file.Content.AsSpan(0, file.Content.Length / 2));
        }
        else if (kind == IdocFaults.Vanishes && Last(_ => true) is { } gone)
        {
            ForgetOther();
            File.Delete(Path.Combine(port.Folder, gone.Name!));
        }
        else if (kind == IdocFaults.CutRecord && Last(one => one.Form.IsFlat) is { } flat)
        {
            port.Lay(flat.Name!, flat.Content[..^8]);
        }
        else if (kind == IdocFaults.CutXml && Last(one => !one.Form.IsFlat) is { } xml)
        {
            port.Lay(xml.Name!, xml.Content[..(xml.Content.Length / 2)]);
        }
        else if (kind == IdocFaults.Repeated && Last(_ => true) is { } again)
        {
            port.Lay($"{Extra}again.{again.Form.Extension}", again.Content);
        }
        else if (kind == IdocFaults.SameNumber && Last(_ => true) is { } other)
        {
            var idoc = other.Idocs[0];
            var changed = idoc with { Record = idoc.Record with { Amount = idoc.Record.Amount + 1000 } };
            port.Lay($"{Other}.{other.Form.Extension}", other.Form.Write([changed]));
            Doubtful.Add(idoc.Record.Number);
        }
        else
        {
            MakeStranger(kind);
        }
    }

    private void MakeStranger(FaultKind kind)
    {
        var at = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
        var text = kind.Name switch
        {
            "emptyFile" => "",
            "foreignType" => IdocForm.Control("0000000000000002", "ORDERS05", "ORDCHG", at) + "\r\n",
            "oldControl" => "EDI_DC    800" + new string(' ', 400) + "\r\n",
            "entities" => "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><ORDERS05>&b;</ORDERS05>",
            _ => null,
        };
        if (text is not null)
        {
            port.Lay($"{Extra}{kind.Name}.txt", Encoding.UTF8.GetBytes(text));
        }
    }

    private PortFile? Last(Func<PortFile, bool> isWanted) => port.Files.LastOrDefault(
        file => isWanted(file) && File.Exists(Path.Combine(port.Folder, file.Name!)));
}
