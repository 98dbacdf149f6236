using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>
/// What a person says of a file's layout (人工指定): <c>quantity=C</c> or <c>quantity=件数</c> gives a field its column,
/// <c>quantity=none</c> none; <c>dates=day-first</c> and <c>decimals=comma</c> settle how the file is written.
/// </summary>
public sealed record LayoutAnswers
{
    public static readonly LayoutAnswers Nothing = new();

    /// <summary>English or Chinese title of a definition, or its dataset; null: whichever fits.</summary>
    public string? Kind { get; init; }

    /// <summary>Row of the headings, the lower one of two; null: whichever fits.</summary>
    public int? HeaderRow { get; init; }

    public string? Sheet { get; init; }

    /// <summary>By field (<c>amount+</c> and <c>amount-</c> for its two halves): a letter or heading.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    public DateOrder? Dates { get; init; }

    public bool? CommaDecimals { get; init; }

    /// <summary>Nothing was said: the file is looked at as it will be read.</summary>
    internal bool AreNone => Columns.Count == 0 && this with { Columns = Nothing.Columns } == Nothing;

    /// <exception cref="ConfigurationException">An answer has no equals sign, or an unknown value.</exception>
    public static LayoutAnswers Parse(IEnumerable<string> answers)
    {
        var columns = new Dictionary<string, string>();
        var parsed = Nothing;
        foreach (var answer in answers)
        {
            var parts = answer.Split('=', 2, StringSplitOptions.TrimEntries);
            parsed = parts switch
            {
                ["dates", "day-first"] => parsed with { Dates = DateOrder.DayFirst },
                ["dates", "month-first"] => parsed with { Dates = DateOrder.MonthFirst },
                ["decimals", "comma"] => parsed with { CommaDecimals = true },
                ["decimals", "point"] => parsed with { CommaDecimals = false },
                ["dates" or "decimals", _] => throw new ConfigurationException(
                    $"--set {answer}: write dates=day-first or dates=month-first, decimals=comma or decimals=point."),
                [{ Length: > 0 } field, { Length: > 0 } column] when columns.TryAdd(field, column) => parsed,
                _ => throw new ConfigurationException(
                    $"--set {answer}: write field=COLUMN once for each field, for example quantity=C or quantity=件数."),
            };
        }

        return parsed with { Columns = columns };
    }

    /// <summary>The kinds that are meant: as named, and of these the ones with the most of the fields named.</summary>
    internal IReadOnlyList<UploadDefinition> Of(IReadOnlyList<UploadDefinition> definitions)
    {
        var named = definitions.Where(d => Kind is null
            || new[] { d.Title.English, d.Title.Chinese, d.Dataset }.Contains(Kind, StringComparer.OrdinalIgnoreCase))
            .ToList();
        if (named.Count == 0)
        {
            throw new ConfigurationException(
                $"--kind {Kind}: there is no such kind; there are "
                + string.Join(", ", definitions.Select(d => d.Title.English)) + ".");
        }

        int Fields(UploadDefinition d) => Columns.Keys.Count(slot => d.Columns.ContainsKey(slot.TrimEnd('+', '-')));
        var most = named.Max(Fields);
        return [.. named.Where(d => Fields(d) == most)];
    }

    internal bool Mean(Heading heading) => (Sheet is null || heading.Sheet.Name == Sheet)
        && (HeaderRow is null || heading.Row.Number == HeaderRow);

    /// <summary>Whether something was said of a field, if only that no column holds it.</summary>
    internal bool Speak(string field, int sign) => Columns.ContainsKey(Slot(field, sign));

    /// <summary>The columns that were named, for the fields of this definition.</summary>
    internal IEnumerable<FieldGuess> Given(Heading heading, UploadDefinition definition)
    {
        var why = new Bilingual("人工指定", "as you say");
        return
            from field in definition.Columns.Keys
            from sign in new[] { 0, 1, -1 }
            let said = Columns.GetValueOrDefault(Slot(field, sign))
            where said is not null
            let column = heading.Columns.FirstOrDefault(c => c.Key == HeadingText.Key(said))
                ?? heading.Columns.FirstOrDefault(c => c.Letter.Equals(said, StringComparison.OrdinalIgnoreCase))
            where column is not null
            select new FieldGuess(column, field, sign, FieldGuess.Exact, why);
    }

    /// <summary>What was said and cannot be done, each with what there is instead.</summary>
    internal IEnumerable<string> Misses(TableLayout table)
    {
        var heading = table.Heading!;
        var given = Given(heading, table.Definition).ToList();
        foreach (var (slot, column) in Columns)
        {
            var field = slot.TrimEnd('+', '-');
            if (!table.Definition.Columns.ContainsKey(field))
            {
                yield return $"--set {slot}={column}: {table.Definition.Title.English} has no field '{field}'; "
                    + "it has " + string.Join(", ", table.Definition.Columns.Keys) + ".";
            }
            else if (column != "none" && !given.Exists(g => Slot(g.Field, g.Sign) == slot))
            {
                yield return $"--set {slot}={column}: no column of row {heading.Row.Number} has that letter "
                    + "or heading; there are "
                    + string.Join(", ", heading.Columns.Select(c => $"{c.Letter} {c.Text}")) + ".";
            }
        }
    }

    private static string Slot(string field, int sign) =>
        sign switch { 1 => $"{field}+", -1 => $"{field}-", _ => field };
}
