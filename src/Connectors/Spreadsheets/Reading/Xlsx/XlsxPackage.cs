using System.IO.Compression;
using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>The parts of a workbook (.xlsx) and how they refer to each other.</summary>
internal sealed class XlsxPackage : IDisposable
{
    private const int Deepest = 64;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;

    public XlsxPackage(Stream file)
    {
        _zip = new ZipArchive(file, ZipArchiveMode.Read);
        _entries = _zip.Entries.ToDictionary(e => e.FullName.Replace('\\', '/'), StringComparer.OrdinalIgnoreCase);
    }

    public void Dispose() => _zip.Dispose();

    public bool Has(string part) => _entries.ContainsKey(part);

    /// <summary>The part from its first byte on, as UTF-8 whatever it was written in.</summary>
    public Stream Open(string part) => _entries.TryGetValue(part, out var entry)
        ? Utf8Part.Open(entry)
        : throw new DamagedPartException($"{part} is missing");

    public XmlScanner Scan(string part) => new(Open(part), Deepest);

    /// <summary>What a part refers to: relation id → kind (end of its type) and full name of the target.</summary>
    public IReadOnlyDictionary<string, (string Kind, string Part)> Relations(string part)
    {
        var folder = part[..(part.LastIndexOf('/') + 1)];
        var relations = $"{folder}_rels/{part[folder.Length..]}.rels";
        var found = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        if (!Has(relations))
        {
            return found;
        }

        using var xml = Scan(relations);
        while (xml.Read() is var token && token != XmlToken.End)
        {
            if (token == XmlToken.Open && xml.Is("Relationship"u8))
            {
                var type = Text(xml, "Type"u8);
                var target = Resolve(folder, Text(xml, "Target"u8));
                found[Text(xml, "Id"u8)] = (type[(type.LastIndexOf('/') + 1)..], target);
            }
        }

        return found;
    }

    private static string Text(XmlScanner xml, ReadOnlySpan<byte> attribute) =>
        XmlText.Decode(XmlAttributes.Find(xml.Attributes, attribute));

    private static string Resolve(string folder, string target)
    {
        target = target.Replace('\\', '/');
        if (target.StartsWith('/'))
        {
            return target[1..];
        }

        var path = new List<string>();
        foreach (var step in (folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && path.Count > 0)
            {
                path.RemoveAt(path.Count - 1);
            }
            else if (step is not ("." or ".."))
            {
                path.Add(step);
            }
        }

        return string.Join('/', path);
    }
}
