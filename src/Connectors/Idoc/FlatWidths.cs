using System.Text;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// How a flat file counts the widths of its fields (字段宽度): in characters, or in bytes of an encoding, as systems
/// without Unicode do. For bytes the file is turned into one sign for each byte, cut, and each value turned back.
/// </summary>
/// <param name="bytesOf">Null: widths are characters.</param>
internal sealed class FlatWidths(Encoding? bytesOf)
{
    public static readonly FlatWidths Characters = new(null);

    /// <exception cref="EncoderFallbackException">The encoding has no such character.</exception>
    public string Cuttable(string text) => bytesOf is null ? text : Encoding.Latin1.GetString(bytesOf.GetBytes(text));

    /// <exception cref="DecoderFallbackException">The text ends in the middle of a character.</exception>
    public string Readable(string cut) => bytesOf is null ? cut : bytesOf.GetString(Encoding.Latin1.GetBytes(cut));

    /// <summary>The bytes of a text that was put together of cuttable parts.</summary>
    public byte[] Bytes(string text, Encoding encoding) =>
        bytesOf is null ? encoding.GetBytes(text) : Encoding.Latin1.GetBytes(text);
}
