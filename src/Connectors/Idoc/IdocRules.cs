namespace DealerIntegration.Connectors.Idoc;

/// <summary>What holds for an IDoc in either form.</summary>
internal static class IdocRules
{
    private const string OldControl = "EDI_DC";

    public static IdocFault NoControl(int line, string what) => new(
        line,
        IdocLayouts.Control,
        null,
        what,
        "There is no control record before it.",
        "Have the IDoc sent again with its EDI_DC40.");

    /// <summary>The control record of releases before 4.0 has other widths, so nothing in it can be trusted.</summary>
    public static IdocFault? OldRelease(string name, int line) => name != OldControl ? null : new IdocFault(
        line,
        OldControl,
        null,
        null,
        "This is the control record of SAP 3.x, which is laid out differently.",
        "Set the port of the sender to record types of release 4.x (EDI_DC40).");

    public static void CheckControl(IdocTree idoc, IdocLayouts layouts)
    {
        var line = idoc.Control.Line;
        if (idoc.Control["TEST"] is { } test && !string.IsNullOrWhiteSpace(test))
        {
            idoc.Faults.Add(new IdocFault(
                line,
                IdocLayouts.Control,
                "TEST",
                test,
                "The sender marks it as a test.",
                "Keep tests out of this folder, or clear the indicator at the sender."));
        }

        if (!layouts.Knows(idoc.Type))
        {
            idoc.Faults.Add(new IdocFault(
                line,
                IdocLayouts.Control,
                "IDOCTYP",
                idoc.Type,
                $"No such basic type is described; described are {string.Join(", ", layouts.Types)}.",
                "Correct the sender's partner profile, or describe the type in types.csv."));
        }

        if (idoc.Number.Length == 0)
        {
            idoc.Notes.Add(new IdocFault(
                line, IdocLayouts.Control, "DOCNUM", "", "It has no number, so a repeat is not recognised.", ""));
        }
    }

    /// <summary>The second of two IDocs with one number rejects itself: which of the two counts is not ours to say.
    /// </summary>
    public static void CheckNumbers(IEnumerable<IdocTree> idocs)
    {
        var first = new Dictionary<(string, string, string, string), int>();
        foreach (var idoc in idocs.Where(i => i.Number.Length > 0))
        {
            if (!first.TryAdd(idoc.Key, idoc.Control.Line))
            {
                idoc.Faults.Add(new IdocFault(
                    idoc.Control.Line,
                    IdocLayouts.Control,
                    "DOCNUM",
                    idoc.Number,
                    $"The IDoc of line {first[idoc.Key]} bears the same number.",
                    "Leave one of the two out, or number the copy anew."));
            }
        }
    }

    public static void NoteUnknown(IdocTree idoc, IdocSegment segment) => idoc.Notes.Add(new IdocFault(
        segment.Line,
        segment.Name,
        null,
        null,
        "No layout describes this segment; it is kept as it stands.",
        "Describe it in segments.csv and types.csv to map fields of it."));

    public static IdocFault Misplaced(IdocSegment segment, string wanted, string found) => new(
        segment.Line,
        segment.Name,
        null,
        found.Length == 0 ? "IDOC" : found,
        $"It has to stand below {(wanted.Length == 0 ? "the IDoc itself" : wanted)}.",
        "Have the segments sent in the order of their type, or correct types.csv.");
}
