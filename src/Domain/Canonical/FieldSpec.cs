namespace DealerIntegration.Domain.Canonical;

/// <summary>
/// What a canonical field holds. Amounts and quantities are <see cref="Decimal"/>: exact, source scale kept.
/// </summary>
public enum FieldType
{
    Text,
    Decimal,
    Integer,
    Date,
    Instant,

    /// <summary>
    /// Text: a trace code (追溯码) in its one normal form, whatever syntax the source wrote it in.
    /// </summary>
    TraceCode,
}

/// <summary>
/// One field of a canonical record: its name (also its column in PostgreSQL), type and whether it may lack.
/// </summary>
public sealed record FieldSpec(string Name, FieldType Type, bool Required = false);
