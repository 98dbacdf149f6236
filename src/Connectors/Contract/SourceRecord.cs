using DealerIntegration.Connectors.Mapping;

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

    /// <summary>
    /// The text at a path where it stands in the page just as <see cref="TryGet"/> would give it; false says nothing
    /// about the path. Spares a string for values that are known already.
    /// </summary>
    public virtual bool TryGetPlain(string path, out ReadOnlySpan<byte> utf8)
    {
        utf8 = default;
        return false;
    }

    /// <summary>The records below a path (lines of a document).</summary>
    public abstract IEnumerable<SourceRecord> Children(string path);

    /// <summary>
    /// Why the record cannot be read at all (fields shifted by a stray delimiter); null for a sound one.
    /// </summary>
    public virtual string? Defect => null;

    /// <summary>The columns that all records of its file have; null where each record has fields of its own.</summary>
    public virtual IReadOnlyCollection<string>? Columns => null;

    /// <summary>Names every field the record carries, those of records inside of it too.</summary>
    public virtual void TellFields(FieldSample sample)
    {
    }

    /// <summary>Whether the source wrote the same text in every field, mapped or not.</summary>
    public virtual bool SameContent(SourceRecord other) => ReferenceEquals(this, other);

    /// <summary>Equal for records of the same content.</summary>
    public virtual int ContentHash() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
