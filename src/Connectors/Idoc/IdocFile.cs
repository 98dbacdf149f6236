using System.Text;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// The IDocs of a file in either form, and the form it had: a file that is written in its own form again is the same.
/// </summary>
internal sealed record IdocFile(IReadOnlyList<IdocTree> Idocs, bool IsXml, Encoding Encoding, FlatWidths Widths)
{
    /// <summary>
    /// A flat file ends within a record. What is left of it looks whole, for a record may end with its last value.
    /// </summary>
    public bool IsCut { get; private init; }

    /// <param name="bytesWide">Widths of flat records count bytes of the encoding.</param>
    /// <exception cref="ConnectorException">The file as a whole cannot be read, or holds no IDoc.</exception>
    public static IdocFile Read(
        ReadOnlySpan<byte> bytes, string file, string encodingName, bool bytesWide, IdocLayouts layouts)
    {
        var (text, encoding) = IdocText.Decode(bytes, encodingName, file);
        var isXml = text.AsSpan().TrimStart() is ['<', ..];
        var widths = bytesWide ? new FlatWidths(encoding) : FlatWidths.Characters;
        var idocs = isXml ? XmlIdocReader.Read(text, file, layouts) : FlatReader.Read(text, layouts, widths);
        IdocRules.CheckNumbers(idocs);
        var isCut = !isXml && text is not [.., '\n' or '\r'];
        var read = new IdocFile(idocs, isXml, encoding, widths) { IsCut = isCut };
        return idocs.Count > 0 ? read : throw new ConnectorException(
            ConnectorFailure.Configuration,
            $"{file}: holds no IDoc; an empty file is taken for one that was cut. Have it sent again.");
    }

    /// <exception cref="IdocException">An IDoc does not fit into flat records, or not into the encoding.</exception>
    public byte[] ToFlat(IdocLayouts layouts, string lineEnd = "\r\n")
    {
        RequireSound();
        using var bytes = new MemoryStream();
        bytes.Write(Encoding.Preamble);
        foreach (var idoc in Idocs)
        {
            bytes.Write(Encoded(idoc, FlatWriter.Write(idoc, layouts, Widths, lineEnd)));
        }

        return bytes.ToArray();
    }

    /// <exception cref="IdocException">The IDocs are of several types, or hold a character XML cannot.</exception>
    public byte[] ToXml()
    {
        RequireSound();
        return XmlIdocWriter.Write(Idocs, Encoding);
    }

    // A segment that could not be placed is not in the tree: to write the rest would lose it without a word.
    private void RequireSound()
    {
        if (Idocs.SelectMany(i => i.Faults).FirstOrDefault() is { } fault)
        {
            throw new IdocException(fault);
        }
    }

    private byte[] Encoded(IdocTree idoc, string text)
    {
        try
        {
            return Widths.Bytes(text, Encoding);
        }
        catch (EncoderFallbackException e)
        {
            throw new IdocException(new IdocFault(
                idoc.Control.Line,
                null,
                null,
                e.CharUnknownHigh != '\0' ? $"{e.CharUnknownHigh}{e.CharUnknownLow}" : $"{e.CharUnknown}",
                $"{Encoding.WebName} has no such character.",
                "Write the file as UTF-8."));
        }
    }
}
