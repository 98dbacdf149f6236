using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Idoc;

/// <summary>
/// SAP's file port (文件端口): each change of a record becomes an IDoc, three of them a file. Files stay until somebody
/// clears them away; their names say nothing about their order.
/// </summary>
internal sealed class IdocPort(string folder, PartnerClock clock)
{
    private const int MostIdocs = 3;

    private static readonly DateTimeOffset Distant = new(2099, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private readonly List<PortFile> files = [];
    private long numbers = 4_700_000_000;
    private long writes;

    public string Folder => folder;

    /// <summary>Files that hold something, in the order in which they were begun.</summary>
    public IReadOnlyList<PortFile> Files => [.. files.Where(file => file.Idocs.Count > 0)];

    /// <summary>Lays down a material, which another dataset reads: the folder is never empty.</summary>
    public void Open()
    {
        Directory.CreateDirectory(folder);
        var control = IdocForm.ControlElement(SapIdoc.Numbered(1), "MATMAS05", "MATMAS", Distant);
        Lay(
            "MATMAS.xml",
            System.Text.Encoding.UTF8.GetBytes(
                $"<MATMAS05><IDOC BEGIN=\"1\">{control}<E1MARAM SEGMENT=\"1\"><MATNR>110</MATNR><MEINS>EA</MEINS>"
                + "<E1MAKTM SEGMENT=\"1\"><SPRAS_ISO>EN</SPRAS_ISO><MAKTX>Tea</MAKTX></E1MAKTM></E1MARAM></IDOC>"
                + "</MATMAS05>"));
    }

    public void Put(StageRecord record)
    {
        if (files.Count == 0 || files[^1].Idocs.Count == MostIdocs)
        {
            files.Add(new PortFile(files.Count));
        }

        files[^1].Idocs.Add(new SapIdoc(SapIdoc.Numbered(++numbers), clock.GetUtcNow(), record));
        Lay(files[^1]);
    }

    /// <summary>Somebody clears away what the port wrote about a record.</summary>
    public void Remove(string number)
    {
        foreach (var file in files.Where(file => file.Idocs.RemoveAll(idoc => idoc.Record.Number == number) > 0))
        {
            Lay(file);
        }
    }

    /// <summary>The file as the port wrote it, whatever has become of it since.</summary>
    public void Lay(PortFile file)
    {
        if (file.Name is { } old && (file.Idocs.Count == 0 || old != file.NewName))
        {
            File.Delete(Path.Combine(folder, old));
        }

        file.Name = file.Idocs.Count == 0 ? null : file.NewName;
        if (file.Name is { } name)
        {
            Lay(name, file.Content);
        }
    }

    /// <summary>Written beside and renamed; each write has a time of its own.</summary>
    public void Lay(string name, byte[] content)
    {
        var beside = Path.Combine(folder, name + ".tmp");
        File.WriteAllBytes(beside, content);
        Stamp(beside);
        File.Move(beside, Path.Combine(folder, name), overwrite: true);
    }

    /// <summary>Written straight into the file, so that a reader sees how far it got.</summary>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        Stamp(path);
    }

    private void Stamp(string path) =>
        File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime.AddTicks(++writes));
}

/// <summary>A file of the port.</summary>
internal sealed class PortFile(int index)
{
    private const int HighestName = 999_999;

    public List<SapIdoc> Idocs { get; } = [];

    /// <summary>Under which it lies in the folder; null: it does not.</summary>
    public string? Name { get; set; }

    public string NewName => $"OUT_{HighestName - index}.{Form.Extension}";

    public IdocForm Form => IdocForm.Of(index, Idocs);

    public byte[] Content => Form.Write(Idocs);
}
