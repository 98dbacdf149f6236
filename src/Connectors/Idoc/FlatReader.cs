using System.Text;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// Reads IDocs from records of fixed width (平面文件): a control record begins each, and every data record names the one
/// it stands below. A record may end with its last value, and blanks may follow.
/// </summary>
internal sealed class FlatReader
{
    private readonly IdocLayouts _layouts;
    private readonly FlatWidths _widths;
    private readonly List<IdocTree> _idocs = [];

    // The path from the IDoc to its last segment.
    private readonly List<IdocSegment> _open = [];
    private IdocTree? _current;
    private IdocTree? _stray;

    private FlatReader(IdocLayouts layouts, FlatWidths widths)
    {
        _layouts = layouts;
        _widths = widths;
    }

    public static List<IdocTree> Read(string text, IdocLayouts layouts, FlatWidths widths)
    {
        var reader = new FlatReader(layouts, widths);
        foreach (var line in FlatLine.Split(widths.Cuttable(text)))
        {
            reader.Take(line);
        }

        return reader._idocs;
    }

    private void Take(FlatLine line)
    {
        var name = line.Text[..Math.Min(10, line.Text.Length)].TrimEnd();
        if (name == IdocLayouts.Control)
        {
            TakeControl(line);
            IdocRules.CheckControl(_current!, _layouts);
            CheckLength(_current!, _current!.Control, line, _layouts.ControlRecord.Length);
        }
        else if (IdocRules.OldRelease(name, line.Number) is { } old)
        {
            Begin(new IdocSegment(name, line.Number));
            _current!.Faults.Add(old);
        }
        else
        {
            TakeData(line);
        }
    }

    private void Begin(IdocSegment control)
    {
        _current = new IdocTree(control);
        _stray = null;
        _open.Clear();
        _idocs.Add(_current);
    }

    private void TakeControl(FlatLine line)
    {
        var record = new FlatRecord(IdocLayouts.Control, "", "", "", "", "", line.Text.Length, line.End);
        var control = new IdocSegment(IdocLayouts.Control, line.Number) { Record = record };
        Begin(control);
        Slice(_current!, control, line.Text, _layouts.ControlRecord);
    }

    private void TakeData(FlatLine line)
    {
        if (line.Text.Length < FlatRecord.HeaderLength)
        {
            (_current ?? Stray(line, line.Text)).Faults.Add(new IdocFault(
                line.Number,
                line.Text[..Math.Min(30, line.Text.Length)].TrimEnd(),
                null,
                line.Text,
                $"The record has {line.Text.Length} characters; its first {FlatRecord.HeaderLength} say what it is.",
                "Have the file sent again; was it cut, or are its lines wrapped?"));
            return;
        }

        var record = FlatRecord.Of(line.Text, line.End);
        var idoc = Owner(record, line);
        if (idoc.Control.Name == IdocLayouts.Control && idoc.Control.Record is not null)
        {
            Place(idoc, record, Segment(idoc, record, line));
        }
    }

    // A record of another number means that a control record is missing, or that two IDocs were mixed.
    private IdocTree Owner(FlatRecord record, FlatLine line)
    {
        if (_current is null)
        {
            return Stray(line, record.Definition);
        }

        if (record.DocumentNumber.Length == 0
            || record.DocumentNumber == _current.Number
            || _current.Number.Length == 0)
        {
            return _current;
        }

        if (_stray is null)
        {
            _current.Faults.Add(new IdocFault(
                line.Number,
                record.Definition,
                "DOCNUM",
                record.DocumentNumber,
                $"Among the records of {_current.Number} stands one of another IDoc, so neither is whole.",
                "Have both IDocs sent again, each with its own control record."));
        }

        return Stray(line, record.DocumentNumber);
    }

    private IdocTree Stray(FlatLine line, string what)
    {
        if (_stray is null)
        {
            _stray = new IdocTree(new IdocSegment(IdocLayouts.Control, line.Number));
            _stray.Faults.Add(IdocRules.NoControl(line.Number, what));
            _idocs.Add(_stray);
        }

        return _stray;
    }

    private IdocSegment Segment(IdocTree idoc, FlatRecord record, FlatLine line)
    {
        var layout = _layouts.OfDefinition(record.Definition);
        var data = line.Text[FlatRecord.HeaderLength..];
        var segment = new IdocSegment(layout?.Name ?? record.Definition, line.Number) { Record = record };
        if (layout is null)
        {
            Add(idoc, segment, IdocSegment.Unread, data.TrimEnd(' '));
            IdocRules.NoteUnknown(idoc, segment);
        }
        else
        {
            Slice(idoc, segment, data, layout);
            NoteRest(idoc, segment, data, layout);
        }

        CheckLength(idoc, segment, line, FlatRecord.HeaderLength + FlatRecord.LongestData);
        return segment;
    }

    private void Slice(IdocTree idoc, IdocSegment segment, string data, SegmentLayout layout)
    {
        foreach (var field in layout.Fields.TakeWhile(f => f.Offset < data.Length))
        {
            Add(idoc, segment, field.Name, data[field.Offset..Math.Min(field.End, data.Length)].TrimEnd(' '));
        }
    }

    private void Add(IdocTree idoc, IdocSegment segment, string field, string cut)
    {
        try
        {
            if (cut.Length > 0)
            {
                segment.Add(field, _widths.Readable(cut));
            }
        }
        catch (DecoderFallbackException)
        {
            idoc.Faults.Add(new IdocFault(
                segment.Line,
                segment.Name,
                field,
                cut,
                "The field ends in the middle of a character.",
                "Leave 'bytesWide' out of the mapping's source where widths count characters, or have it sent again."));
        }
    }

    private void NoteRest(IdocTree idoc, IdocSegment segment, string data, SegmentLayout layout)
    {
        var rest = data.Length > layout.Length ? data[layout.Length..].TrimEnd(' ') : "";
        if (rest.Length > 0)
        {
            Add(idoc, segment, IdocSegment.Rest, rest);
            idoc.Notes.Add(new IdocFault(
                segment.Line,
                segment.Name,
                IdocSegment.Rest,
                segment[IdocSegment.Rest],
                $"The record goes on after its last described field, at {layout.Length} characters.",
                "Add the fields of the newer version to segments.csv to map them."));
        }
    }

    private static void CheckLength(IdocTree idoc, IdocSegment segment, FlatLine line, int longest)
    {
        if (line.Text.TrimEnd(' ').Length > longest)
        {
            idoc.Faults.Add(new IdocFault(
                line.Number,
                segment.Name,
                null,
                line.Text[longest..].TrimEnd(' '),
                $"The record is longer than the {longest} characters it can have.",
                "Have the file sent again; were two lines joined, or is the encoding another?"));
        }
    }

    private void Place(IdocTree idoc, FlatRecord record, IdocSegment segment)
    {
        var wanted = _layouts.ParentOf(idoc.Type, segment.Name);
        var depth = wanted is null ? DepthOf(record.Parent) : DepthBelow(wanted);
        if (depth is null)
        {
            var found = _open.Count == 0 ? "" : _open[^1].Name;
            idoc.Faults.Add(IdocRules.Misplaced(segment, wanted ?? $"the record {record.Parent}", found));
            return;
        }

        var parent = depth == 0 ? idoc.Root : _open[depth.Value - 1];
        CheckParent(idoc, record, segment, parent);
        parent.Children.Add(segment);
        _open.RemoveRange(depth.Value, _open.Count - depth.Value);
        _open.Add(segment);
    }

    private int? DepthBelow(string parent)
    {
        var depth = parent.Length == 0 ? 0 : _open.FindLastIndex(s => s.Name == parent) + 1;
        return depth == 0 && parent.Length > 0 ? null : depth;
    }

    // A segment outside the type stands where its own record says.
    private int? DepthOf(string number)
    {
        var depth = IsNone(number) ? 0 : _open.FindLastIndex(s => s.Record!.Number == number) + 1;
        return depth == 0 && !IsNone(number) ? null : depth;
    }

    private static void CheckParent(IdocTree idoc, FlatRecord record, IdocSegment segment, IdocSegment parent)
    {
        if (parent.Record is { Number.Length: > 0 } above && !IsNone(record.Parent) && record.Parent != above.Number)
        {
            idoc.Faults.Add(new IdocFault(
                segment.Line,
                segment.Name,
                "PSGNUM",
                record.Parent,
                $"It stands below {parent.Name} of line {parent.Line}, whose number is {above.Number}.",
                "Have the records sent in their order."));
        }
    }

    private static bool IsNone(string number) => number.All(c => c == '0');
}
