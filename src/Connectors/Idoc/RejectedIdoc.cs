using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>An IDoc that cannot be taken, with all that is wrong with it.</summary>
internal sealed class RejectedIdoc(IdocTree idoc, string file, IReadOnlyList<IdocFault> faults) : SourceRecord
{
    public override Place Place => new(file, Row: faults[0].Line, Column: (faults[0].Segment, faults[0].Field) switch
    {
        ({ } segment, { } name) => $"{segment}.{name}",
        var (segment, _) => segment,
    });

    public override string Defect => $"IDoc {(idoc.Number.Length == 0 ? "without a number" : idoc.Number)}: "
        + string.Join('\n', faults);

    public override bool TryGet(string path, out string? value)
    {
        value = null;
        return false;
    }

    public override IEnumerable<SourceRecord> Children(string path) => [];
}
