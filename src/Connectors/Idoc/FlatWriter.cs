using System.Globalization;
using System.Text;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// Writes IDocs as records of fixed width. A record that was read from a flat file is written as it was; others are
/// numbered in their order and filled up to the length of their version.
/// </summary>
internal sealed class FlatWriter(IdocLayouts layouts, FlatWidths widths, string lineEnd)
{
    private const int MostRecords = 999_999;

    private readonly StringBuilder _text = new();
    private int _number;

    /// <returns>Text whose signs are characters, or bytes, as <paramref name="widths"/> count them.</returns>
    /// <exception cref="IdocException">A value does not fit into its field, or has none.</exception>
    public static string Write(IdocTree idoc, IdocLayouts layouts, FlatWidths widths, string lineEnd = "\r\n")
    {
        var writer = new FlatWriter(layouts, widths, lineEnd);
        writer.Write(idoc);
        return writer._text.ToString();
    }

    private void Write(IdocTree idoc)
    {
        var control = idoc.Control;
        var data = Data(control, layouts.ControlRecord, out _);
        Line("", data, control.Record?.Length ?? layouts.ControlRecord.Length, control.Record?.LineEnd ?? lineEnd);
        foreach (var segment in idoc.Data)
        {
            // The first segment heads the document; the others that stand below nothing count as one level lower.
            Write(idoc, segment, parent: 0, level: _number == 0 ? 1 : 2);
        }
    }

    private void Write(IdocTree idoc, IdocSegment segment, int parent, int level)
    {
        var number = ++_number <= MostRecords ? _number : throw TooMany(segment);
        if (segment.Record is { } record)
        {
            var data = Data(segment, layouts.OfDefinition(record.Definition), out _);
            Line(record.Header, data, record.Length, record.LineEnd);
        }
        else
        {
            var layout = layouts.Segment(segment.Name);
            var data = Data(segment, layout, out var end);
            var (definition, length) = layout is null
                ? (segment.Name, end)
                : layout.VersionFor(end) ?? throw NoVersion(segment, layout, end);
            var header = new FlatRecord(
                definition,
                idoc.Control["MANDT"]?.TrimEnd(' ') ?? "",
                idoc.Number,
                Digits(number, 6),
                Digits(parent, 6),
                Digits(level, 2),
                FlatRecord.HeaderLength + length,
                lineEnd);
            Line(header.Header, data, header.Length, header.LineEnd);
        }

        foreach (var child in segment.Children)
        {
            Write(idoc, child, number, level + 1);
        }
    }

    private void Line(string header, string data, int length, string end) =>
        _text.Append(header).Append(data).Append(' ', Math.Max(0, length - header.Length - data.Length)).Append(end);

    private string Data(IdocSegment segment, SegmentLayout? layout, out int end)
    {
        var data = new StringBuilder();
        foreach (var (name, text) in segment.Fields)
        {
            var value = Cuttable(segment, name, text);
            if (name == IdocSegment.Unread && layout is null)
            {
                data.Append(value);
            }
            else if (name == IdocSegment.Rest && layout is not null)
            {
                data.Append(' ', Math.Max(0, layout.Length - data.Length)).Append(value);
            }
            else
            {
                Put(data, segment, layout?.Field(name) ?? throw NoField(segment, name, value), value.TrimEnd(' '));
            }
        }

        end = data.Length;
        return data.ToString();
    }

    private string Cuttable(IdocSegment segment, string field, string value)
    {
        try
        {
            return widths.Cuttable(value);
        }
        catch (EncoderFallbackException)
        {
            throw new IdocException(new IdocFault(
                segment.Line, segment.Name, field, value, "The encoding of the file has no such character.",
                "Write the file as UTF-8."));
        }
    }

    // XML may name the fields in any order.
    private static void Put(StringBuilder data, IdocSegment segment, FieldLayout field, string value)
    {
        if (value.Length > field.Width)
        {
            throw new IdocException(new IdocFault(
                segment.Line,
                segment.Name,
                field.Name,
                value,
                $"It has {value.Length} characters where the field holds {field.Width}.",
                "Shorten it at the source, or send XML."));
        }

        data.Append(' ', Math.Max(0, field.Offset + value.Length - data.Length));
        for (var i = 0; i < value.Length; i++)
        {
            data[field.Offset + i] = value[i] is '\r' or '\n' ? throw LineBreak(segment, field, value) : value[i];
        }
    }

    private static IdocException TooMany(IdocSegment segment) => new(new IdocFault(
        segment.Line, segment.Name, null, null, $"A flat IDoc has at most {MostRecords} records.", "Send XML."));

    private static IdocException LineBreak(IdocSegment segment, FieldLayout field, string value) => new(new IdocFault(
        segment.Line, segment.Name, field.Name, value, "It holds a line break, which would end the record.",
        "Remove it at the source, or send XML."));

    private static IdocException NoField(IdocSegment segment, string name, string value) => new(new IdocFault(
        segment.Line, segment.Name, name, value, "No layout says where this field stands in a flat record.",
        "Add the segment or field to segments.csv, or send XML."));

    private static IdocException NoVersion(IdocSegment segment, SegmentLayout layout, int end)
    {
        var field = layout.Fields.First(f => f.End >= end);
        return new IdocException(new IdocFault(
            segment.Line,
            segment.Name,
            field.Name,
            segment[field.Name],
            "The definition of the segment's version that has this field is not established.",
            "Look the definition up in transaction WE60 and write it into segments.csv, or send XML."));
    }

    private static string Digits(int number, int digits) =>
        number.ToString($"D{digits}", CultureInfo.InvariantCulture);
}
