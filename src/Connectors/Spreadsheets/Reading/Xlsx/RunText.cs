using System.Buffers;
using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>The text of a rich or plain string: its runs joined, without the reading aids of Japanese (rPh).</summary>
internal static class RunText
{
    /// <summary>Appends, as UTF-8, all text up to the close of the element that was opened last.</summary>
    public static void Append(XmlScanner xml, IBufferWriter<byte> target)
    {
        var outside = xml.Depth - 1;
        var inText = false;
        while (xml.Depth > outside)
        {
            switch (xml.Read())
            {
                case XmlToken.Open when xml.Is("rPh"u8):
                    xml.Skip();
                    break;
                case XmlToken.Open:
                    inText = xml.Is("t"u8);
                    break;
                case XmlToken.Close:
                    inText = false;
                    break;
                case XmlToken.Text when inText:
                    Encoding.UTF8.GetBytes(XmlText.Decode(xml.RawText, xml.IsLiteral).AsSpan(), target);
                    break;
            }
        }
    }
}
