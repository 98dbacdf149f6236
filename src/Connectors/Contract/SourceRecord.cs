namespace DealerIntegration.Connectors.Contract;

/// <summary>
/// One record as a source holds it: named values that are still text, so that no number or date is interpreted before
/// the mapping file says how.
/// </summary>
public abstract class SourceRecord
{
    public abstract Place Place { get; }

    /// <summary>The text at a path; null where the source holds null or an empty field. False: no such path.</summary>
    public abstract bool TryGet(string path, out string? value);

    /// <summary>The records below a path (lines of a document).</summary>
    public abstract IEnumerable<SourceRecord> Children(string path);
}
