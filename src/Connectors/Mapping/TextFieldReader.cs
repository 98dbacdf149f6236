using DealerIntegration.Connectors.Mapping.Converting;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// The usual field: text from the source, its text converters, the default where nothing is left, the code list, and
/// last the conversion to the field's type.
/// </summary>
internal sealed class TextFieldReader(
    FieldSpec spec,
    TextPicker picker,
    Converter[] textSteps,
    string? whenEmpty,
    Dictionary<string, string>? codes,
    Converter? typed,
    ConditionTest? negateWhen) : FieldReader(spec, negateWhen)
{
    private readonly string[] _paths = [.. picker.Paths];
    private readonly KnownTexts _known = new();

    public override IEnumerable<string> Paths => _paths;

    public override string? Column => picker.Column;

    protected override object? ReadUnsigned(in Row row, List<Problem> problems)
    {
        if (picker is not PathPicker { Path: var path } || !row.TryGetPlain(path, out var plain))
        {
            return ReadText(row, problems);
        }

        if (_known.TryFind(plain, out var value))
        {
            return value;
        }

        var before = problems.Count;
        value = ReadText(row, problems);
        if (problems.Count == before)
        {
            _known.Keep(plain, value);
        }

        return value;
    }

    private object? ReadText(in Row row, List<Problem> problems)
    {
        // A default stands in for a path the source left out, never for a condition that could not be tested.
        var text = picker.Pick(row, out var problem);
        if (problem is not null && (whenEmpty is null || picker is ConditionalPicker))
        {
            problems.Add(problem);
            return null;
        }

        foreach (var step in textSteps)
        {
            if (string.IsNullOrEmpty(text))
            {
                break;
            }

            if (step.Convert(text, out var stepped) is { } complaint)
            {
                return Complain(complaint, text, problems);
            }

            text = (string?)stepped;
        }

        text = string.IsNullOrEmpty(text) ? whenEmpty : text;
        return string.IsNullOrEmpty(text) ? null : Typed(text, problems);
    }

    private object? Typed(string text, List<Problem> problems)
    {
        if (codes is not null)
        {
            if (!codes.TryGetValue(text, out var mapped))
            {
                return Complain(NotListed(text), text, problems);
            }

            text = mapped;
        }

        if (typed is null)
        {
            return text.Contains('\0') ? Complain(NulCharacter, "", problems) : text;
        }

        return typed.Convert(text, out var value) is { } complaint ? Complain(complaint, text, problems) : value;
    }

    // PostgreSQL cannot hold U+0000 in a text, and a program that drops it silently changes a code.
    private static readonly Complaint NulCharacter = new(
        "nul-character", "The text holds the character U+0000.", "Remove it at the source.");

    private Complaint NotListed(string text) => new(
        "code-not-listed",
        $"'{text}' is not in the code list of '{Spec.Name}'.",
        $"Add it to the field's map in the mapping file; listed are {string.Join(", ", codes!.Keys.Take(12))}.");

    private object? Complain(Complaint complaint, string text, List<Problem> problems)
    {
        problems.Add(new Problem(complaint.Code, Column, text, complaint.Message, complaint.Remedy));
        return null;
    }
}
