using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>One control total (控制总数) of the certificate, taken over everything read, rejected lines included.</summary>
internal sealed class ControlReader
{
    private readonly ConditionTest? _when;
    private readonly int _headerField = -1;
    private readonly int _lineField = -1;

    private ControlReader(DatasetSpec spec, ControlTotal total)
    {
        Name = total.Name;
        _when = total.When is null ? null : new ConditionTest(total.When);
        if (total.Sum is not null)
        {
            _lineField = Position(spec.LineFields, total.Sum);
            _headerField = _lineField < 0 ? Position(spec.Fields, total.Sum) : -1;
        }
    }

    public string Name { get; }

    /// <summary>
    /// What a line adds: one for a count, the field for a sum. A sum of a header field counts once, with the first
    /// line.
    /// A value that could not be read adds nothing; its line is among the rejected.
    /// </summary>
    public decimal Read(in Row row, object?[] header, object?[]? line, out Problem? problem)
    {
        problem = null;
        if (_when is not null && _when.Holds(row, out problem) is not true)
        {
            return 0;
        }

        if (_lineField >= 0)
        {
            return line?[_lineField] as decimal? ?? 0;
        }

        return _headerField < 0 ? 1 : row.Number == 1 ? header[_headerField] as decimal? ?? 0 : 0;
    }

    public static ControlReader? Compile(DatasetSpec spec, ControlTotal total, List<string> errors)
    {
        var before = errors.Count;
        var sum = spec.LineFields.Concat(spec.Fields).FirstOrDefault(f => f.Name == total.Sum);
        if (total.Sum is not null && sum?.Type != FieldType.Decimal)
        {
            errors.Add($"dataset '{spec.Name}', control '{total.Name}': '{total.Sum}' is not a decimal field of it.");
        }

        if (total.When is { EqualTo: null, StartsWith: null, In: null, Empty: null })
        {
            errors.Add($"dataset '{spec.Name}', control '{total.Name}' has a condition that tests nothing.");
        }

        return errors.Count > before ? null : new ControlReader(spec, total);
    }

    private static int Position(IReadOnlyList<FieldSpec> fields, string name)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
