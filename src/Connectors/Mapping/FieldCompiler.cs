using DealerIntegration.Connectors.Mapping.Converting;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// Makes the reader of a field from its entry in the mapping file, and lists everything wrong with the entry.
/// </summary>
internal sealed class FieldCompiler(string dataset, bool ofLine, TraceCodes codes, List<string> errors)
{
    public FieldReader? Compile(FieldSpec spec, FieldMapping mapping)
    {
        var before = errors.Count;
        var steps = Steps(spec, mapping);
        if (mapping.Convert == Converters.RowNumber)
        {
            return Position(spec, mapping);
        }

        if (Sources(mapping) != 1)
        {
            Error(spec, "needs exactly one of path, constant, when, multiply and join");
        }

        if (mapping.Separator is not null && mapping.Join is null)
        {
            Error(spec, "has a separator but joins nothing");
        }

        CheckCondition(spec, mapping.NegateWhen);
        mapping.When?.ForEach(w => CheckCondition(spec, w.If));
        if (mapping.When?.Any(w => (w.Value is null) == (w.Path is null)) == true)
        {
            Error(spec, "has a 'when' entry that needs exactly one of value and path");
        }

        if (mapping.NegateWhen is not null && spec.Type != FieldType.Decimal)
        {
            Error(spec, "cannot be negated: it is not a decimal");
        }

        if (errors.Count > before)
        {
            return null;
        }

        var negate = mapping.NegateWhen is null ? null : new ConditionTest(mapping.NegateWhen);
        return mapping.Multiply is null
            ? Text(spec, mapping, steps, negate)
            : Product(spec, mapping, mapping.Multiply, negate);
    }

    private void CheckCondition(FieldSpec spec, Condition? condition)
    {
        if (condition is { EqualTo: null, StartsWith: null, In: null, Empty: null })
        {
            Error(
                spec, $"has a condition on '{condition.Path}' that tests nothing: add equals, startsWith, in or empty");
        }
    }

    private static int Sources(FieldMapping m) => new object?[] { m.Path, m.Constant, m.When, m.Multiply, m.Join }
        .Count(s => s is not null);

    private Converter[] Steps(FieldSpec spec, FieldMapping mapping)
    {
        if (mapping.Convert is null || mapping.Convert == Converters.RowNumber)
        {
            return [];
        }

        var steps = new List<Converter>();
        foreach (var name in mapping.Convert.Split('|', StringSplitOptions.TrimEntries))
        {
            if ((codes.Find(name) ?? Converters.Find(name)) is { } converter)
            {
                steps.Add(converter);
                continue;
            }

            Error(spec, $"names the unknown converter '{name}'; known are {string.Join(", ", Converters.Names)}");
        }

        if (steps.SkipLast(1).Any(s => s.Result != FieldType.Text))
        {
            Error(spec, "has a converter after one that no longer yields text");
        }

        if (steps.Count > 0 && steps[^1].Result is var last && last != FieldType.Text && last != spec.Type)
        {
            Error(spec, $"is a {spec.Type}, but '{steps[^1].Name}' yields a {last}");
        }

        return [.. steps];
    }

    private PositionFieldReader? Position(FieldSpec spec, FieldMapping mapping)
    {
        if (!ofLine || spec.Type is not (FieldType.Text or FieldType.Integer))
        {
            Error(spec, "cannot be a row number: only a text or integer field of a line can");
            return null;
        }

        if (Sources(mapping) != 0)
        {
            Error(spec, "is a row number and takes nothing from the source");
        }

        return new PositionFieldReader(spec);
    }

    private ProductFieldReader? Product(
        FieldSpec spec, FieldMapping mapping, List<string> factors, ConditionTest? negate)
    {
        if (spec.Type != FieldType.Decimal || factors.Count < 2)
        {
            Error(spec, "can multiply only if it is a decimal with two or more factors");
            return null;
        }

        if (mapping.Convert is not null || mapping.Map is not null || mapping.Default is not null)
        {
            Error(spec, "multiplies, so it takes no convert, map or default");
        }

        return new ProductFieldReader(spec, factors, negate);
    }

    private TextFieldReader Text(FieldSpec spec, FieldMapping mapping, Converter[] steps, ConditionTest? negate)
    {
        // A code is brought into normal form whether the mapping asks for it or not, and once.
        var isCode = spec.Type == FieldType.TraceCode;
        var typed = isCode ? codes.Find(TraceCodes.Normal)
            : steps.LastOrDefault(s => s.Result != FieldType.Text) ?? Converters.DefaultFor(spec.Type);
        var texts = steps.Where(s => s.Result == FieldType.Text && !(isCode && s.Name == TraceCodes.Normal)).ToArray();
        foreach (var fixedText in FixedTexts(mapping))
        {
            if (fixedText.Length > 0 && typed?.Convert(fixedText, out _) is { } complaint)
            {
                Error(spec, $"has a fixed value that does not fit: {complaint.Message}");
            }
        }

        TextPicker picker = mapping switch
        {
            { Path: { } path } => new PathPicker(path),
            { Constant: { } constant } => new ConstantPicker(constant),
            { When: { } choices } => new ConditionalPicker(choices),
            _ => new JoinPicker(mapping.Join!, mapping.Separator ?? ""),
        };
        return new TextFieldReader(spec, picker, texts, mapping.Default, mapping.Map, typed, negate);
    }

    // With a code list the fixed texts go through it first, so only its results are final.
    private static IEnumerable<string> FixedTexts(FieldMapping mapping) => mapping.Map is { } map
        ? map.Values
        : new[] { mapping.Constant, mapping.Default }
            .Concat(mapping.When?.Select(w => w.Value) ?? [])
            .Where(t => t is not null)
            .Select(t => t!);

    private void Error(FieldSpec spec, string what) =>
        errors.Add($"dataset '{dataset}', {(ofLine ? "line " : "")}field '{spec.Name}' {what}.");
}
