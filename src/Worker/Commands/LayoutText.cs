using DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

namespace DealerIntegration.Worker.Commands;

/// <summary>How a file was understood, as lines for a person.</summary>
internal static class LayoutText
{
    private const int LongestExamples = 40;

    public static IEnumerable<string> Show(string file, LayoutView view)
    {
        if (view.Definition is { } definition)
        {
            yield return $"{file}: {definition.Title.English} ({definition.Title.Chinese}), sheet '{view.Sheet}', "
                + $"headings in row {view.HeaderRow}";
            foreach (var line in Columns(view.Columns))
            {
                yield return line;
            }
        }
        else
        {
            yield return $"{file}: nothing in it looks like a file that is taken.";
        }

        if (view.Drift is { } drift)
        {
            yield return drift.Both();
        }

        foreach (var problem in view.Problems)
        {
            yield return $"{problem.Finding.Code}: {problem.Finding.Message.Both()}";
            yield return $"    {problem.Finding.Remedy.Both()}";
        }

        if (view.Problems.Count == 0)
        {
            yield return "Every required column is known; such a file is read without a question.";
        }
    }

    public static IEnumerable<string> Remembered(RememberedLayout layout) =>
        layout.Columns.Where(c => c.Field is not null).Select(
            c => $"          {c.Letter,-3} {c.Heading} → {c.Field}{(c.Sign > 0 ? "+" : c.Sign < 0 ? "-" : "")}");

    private static IEnumerable<string> Columns(IReadOnlyList<LayoutColumn> columns)
    {
        var heading = Math.Clamp(columns.Select(c => Width(c.Heading)).DefaultIfEmpty().Max(), 7, 30);
        var field = Math.Max(6, columns.Select(c => c.Field?.Length ?? 0).DefaultIfEmpty().Max());
        var examples = Math.Clamp(columns.Select(c => Width(c.Examples)).DefaultIfEmpty().Max(), 6, LongestExamples);
        yield return $"     {Pad("heading", heading)}  {Pad("field", field)}  sure  {Pad("values", examples)}  why";
        foreach (var c in columns)
        {
            yield return $"{c.Letter,4} {Pad(c.Heading, heading)}  {Pad(c.Field ?? "–", field)}  "
                + $"{(c.Field is null ? "" : $"{c.Confidence * 100:0}%"),4}  {Pad(c.Examples, examples)}  "
                + (c.Why?.Both() ?? "未使用 not used");
        }
    }

    // A Chinese character takes two places on a screen.
    private static int Width(string text) => text.Sum(c => c >= 0x1100 ? 2 : 1);

    private static string Pad(string text, int width)
    {
        var shown = text.ReplaceLineEndings(" ");
        while (Width(shown) > width)
        {
            shown = shown[..^2] + "…";
        }

        return shown + new string(' ', width - Width(shown));
    }
}
