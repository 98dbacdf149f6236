using System.IO.Compression;
using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Gate;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>The parts of a workbook (.xlsx) and how they refer to each other. Not for two threads at once.</summary>
internal sealed class XlsxPackage
{
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly GateLimits _limits;

    /// <param name="zip">It belongs to the caller and must stay open.</param>
    public XlsxPackage(ZipArchive zip, GateLimits limits)
    {
        _limits = limits;
        foreach (var entry in zip.Entries)
        {
            _entries.TryAdd(entry.FullName.Replace('\\', '/'), entry);
        }
    }

    public bool Has(string part) => _entries.ContainsKey(part);

    /// <summary>The part's name as the directory of the zip writes it.</summary>
    public string NameOf(string part) => Entry(part).FullName;

    public XmlScanner Scan(string part)
    {
        var entry = Entry(part);
        return new XmlScanner(Utf8Part.Open(entry, entry.Open()), _limits.XmlDepth);
    }

    /// <summary>
    /// Reads a part that nobody has looked at before: to its end, which <paramref name="read"/> must reach, and with
    /// its length and checksum held against the directory.
    /// </summary>
    /// <exception cref="FileRefusedException">The part is damaged, lies, or goes beyond a limit.</exception>
    public T ReadUnchecked<T>(string part, Func<XmlScanner, T> read)
    {
        var entry = Entry(part);
        try
        {
            var metered = new MeteredStream(entry.Open(), _limits.StreamedBytes);
            using var xml = new XmlScanner(Utf8Part.Open(entry, metered), _limits.XmlDepth);
            var result = read(xml);
            metered.Drain();
            return metered.Agrees(entry) ? result : throw new FileRefusedException(Refusals.LyingPart(part));
        }
        catch (DamagedPartException e)
        {
            throw new FileRefusedException(e.Damage switch
            {
                Damage.Dtd => Refusals.Dtd(part),
                Damage.Xml => Refusals.BadXml(part, e.Message),
                _ => Refusals.Unreadable($"{part}: {e.Message}"),
            });
        }
        catch (DecoderFallbackException e)
        {
            throw new FileRefusedException(Refusals.Unreadable($"{part}: {e.Message}"));
        }
        catch (InvalidDataException e)
        {
            throw new FileRefusedException(Refusals.DamagedZip(e.Message));
        }
    }

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

    private ZipArchiveEntry Entry(string part) => _entries.TryGetValue(part, out var entry)
        ? entry
        : throw new DamagedPartException($"{part} is missing");

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
