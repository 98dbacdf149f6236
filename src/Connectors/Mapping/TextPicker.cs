namespace DealerIntegration.Connectors.Mapping;

/// <summary>Where the text of a field comes from, before it is converted.</summary>
internal abstract class TextPicker
{
    /// <summary>The path a complaint points to; null where no single path is to blame.</summary>
    public abstract string? Column { get; }

    /// <summary>Everything the text depends on.</summary>
    public abstract IEnumerable<string> Paths { get; }

    /// <summary>
    /// The text, or null when the source holds nothing or <paramref name="problem"/> says why there is none.
    /// </summary>
    public abstract string? Pick(in Row row, out Problem? problem);
}

internal sealed class PathPicker(string path) : TextPicker
{
    public string Path => path;

    public override string? Column => path;

    public override IEnumerable<string> Paths => [path];

    public override string? Pick(in Row row, out Problem? problem)
    {
        problem = row.TryGet(path, out var text) ? null : Problem.NoSuchPath(path);
        return text;
    }
}

internal sealed class ConstantPicker(string constant) : TextPicker
{
    public override string? Column => null;

    public override IEnumerable<string> Paths => [];

    public override string? Pick(in Row row, out Problem? problem)
    {
        problem = null;
        return constant;
    }
}

internal sealed class ConditionalPicker(List<ConditionalValue> choices) : TextPicker
{
    private readonly (ConditionTest? Test, TextPicker Picker)[] _choices =
        [.. choices.Select(c => (c.If is null ? null : new ConditionTest(c.If), PickerOf(c)))];

    public override string? Column => Paths.FirstOrDefault();

    public override IEnumerable<string> Paths =>
        choices.SelectMany(c => new[] { c.If?.Path, c.Path }).Where(p => p is not null).Select(p => p!);

    public override string? Pick(in Row row, out Problem? problem)
    {
        problem = null;
        foreach (var (test, picker) in _choices)
        {
            var holds = test is null ? true : test.Holds(row, out problem);
            if (holds is null)
            {
                return null;
            }

            if (holds.Value)
            {
                return picker.Pick(row, out problem);
            }
        }

        return null;
    }

    private static TextPicker PickerOf(ConditionalValue choice) =>
        choice.Path is { } path ? new PathPicker(path) : new ConstantPicker(choice.Value!);
}

internal sealed class JoinPicker(List<string> paths, string separator) : TextPicker
{
    public override string? Column => paths[0];

    public override IEnumerable<string> Paths => paths;

    public override string? Pick(in Row row, out Problem? problem)
    {
        problem = null;
        var parts = new List<string>(paths.Count);
        foreach (var path in paths)
        {
            if (!row.TryGet(path, out var part))
            {
                problem = Problem.NoSuchPath(path);
                return null;
            }

            if (!string.IsNullOrEmpty(part))
            {
                parts.Add(part);
            }
        }

        return string.Join(separator, parts);
    }
}
