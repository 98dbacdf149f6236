using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// Reads one canonical field out of a row. Every problem is added to the list; the value is then null.
/// </summary>
internal abstract class FieldReader(FieldSpec spec, ConditionTest? negateWhen)
{
    public FieldSpec Spec { get; } = spec;

    /// <summary>Everything the value depends on, so that equal texts need not be converted again.</summary>
    public abstract IEnumerable<string> Paths { get; }

    public abstract string? Column { get; }

    public object? Read(in Row row, List<Problem> problems)
    {
        var before = problems.Count;
        var value = ReadUnsigned(row, problems);
        if (value is null)
        {
            if (Spec.Required && problems.Count == before)
            {
                problems.Add(Problem.Missing(Spec.Name, Column));
            }

            return null;
        }

        return negateWhen is null ? value : Signed((decimal)value, row, problems);
    }

    protected abstract object? ReadUnsigned(in Row row, List<Problem> problems);

    private decimal? Signed(decimal value, in Row row, List<Problem> problems)
    {
        var negate = negateWhen!.Holds(row, out var problem);
        if (problem is not null)
        {
            problems.Add(problem);
            return null;
        }

        return negate!.Value && value != 0 ? -value : value;
    }
}
