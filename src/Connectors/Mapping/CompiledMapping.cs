using DealerIntegration.Connectors.Mapping.Converting;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// A dataset's mapping ready for millions of rows. Readers stand in the order of the dataset's fields; null where the
/// mapping leaves a field out.
/// </summary>
internal sealed class CompiledMapping
{
    private CompiledMapping(
        DatasetSpec spec, DatasetMapping mapping, FieldReader?[] header, FieldReader?[] lines, ControlReader[] controls)
    {
        Spec = spec;
        Mapping = mapping;
        Header = header;
        Lines = lines;
        Controls = controls;
        HeaderPaths = [.. header.OfType<FieldReader>().SelectMany(r => r.Paths).Distinct(StringComparer.Ordinal)];
        LineWhen = mapping.Lines?.When is { } when ? new ConditionTest(when) : null;
        Summed = IsFlat ? [.. SummedFields(spec, header, lines)] : [];
    }

    public DatasetSpec Spec { get; }

    public DatasetMapping Mapping { get; }

    public FieldReader?[] Header { get; }

    public FieldReader?[] Lines { get; }

    public ControlReader[] Controls { get; }

    public bool IsFlat => Mapping.Lines?.GroupBy is not null;

    /// <summary>Which rows of a flat file hold a line; null: all of them.</summary>
    public ConditionTest? LineWhen { get; }

    /// <summary>What the header depends on: rows of a flat file that agree here agree on the whole header.</summary>
    public string[] HeaderPaths { get; }

    /// <summary>
    /// Header fields that a flat file does not state and that are the sum of the lines' field of that name.
    /// </summary>
    public (int Header, int Line)[] Summed { get; }

    public static CompiledMapping? Compile(DatasetSpec spec, DatasetMapping mapping, List<string> errors)
    {
        var before = errors.Count;
        MappingShape.Check(spec, mapping, errors);
        var codes = new TraceCodes(mapping.Codes);
        var header = Readers(spec.Fields, mapping.Fields, new FieldCompiler(spec.Name, false, codes, errors));
        var lines = Readers(
            spec.LineFields, mapping.Lines?.Fields ?? [], new FieldCompiler(spec.Name, true, codes, errors));
        var controls = mapping.Controls.Select(c => ControlReader.Compile(spec, c, errors)).ToArray();
        return errors.Count > before
            ? null
            : new CompiledMapping(spec, mapping, header, lines, [.. controls.OfType<ControlReader>()]);
    }

    private static FieldReader?[] Readers(
        IReadOnlyList<FieldSpec> specs, Dictionary<string, FieldMapping> mappings, FieldCompiler compiler) =>
        [.. specs.Select(s => mappings.TryGetValue(s.Name, out var m) ? compiler.Compile(s, m) : null)];

    private static IEnumerable<(int Header, int Line)> SummedFields(
        DatasetSpec spec, FieldReader?[] header, FieldReader?[] lines)
    {
        for (var h = 0; h < header.Length; h++)
        {
            for (var l = 0; l < lines.Length; l++)
            {
                if (header[h] is null
                    && lines[l] is not null
                    && spec.Fields[h].Type == FieldType.Decimal
                    && spec.Fields[h].Name == spec.LineFields[l].Name)
                {
                    yield return (h, l);
                }
            }
        }
    }
}
