namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>How a field of a source stands to what was learnt (字段状态).</summary>
internal enum FieldStatus
{
    Known,

    /// <summary>It came after the fields were learnt, and nobody has accepted it yet.</summary>
    New,

    /// <summary>It came and does not come any more, and nobody has accepted that yet.</summary>
    Missing,
}

/// <summary>A field that records of a source carry (来源字段).</summary>
/// <param name="Times">How many of the records looked at carried it.</param>
/// <param name="Within">How many of them could have.</param>
/// <param name="Missed">How many could have since it came last.</param>
/// <param name="Run">The pull that changed the status last.</param>
internal sealed record SourceField(string Path, FieldStatus Status, long Times, long Within, long Missed, long Run)
{
    /// <summary>Every record that could have carried it did.</summary>
    public bool IsInEveryRecord => Times == Within;
}
