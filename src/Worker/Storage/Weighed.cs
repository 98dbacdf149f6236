using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// What was weighed (权衡), as its columns hold it: a sign and a sentence a line, the same lines in either language.
/// </summary>
internal sealed record Weighed(IReadOnlyList<WeighedLine> Lines)
{
    public IReadOnlyList<Told> For => Speaking(Bearing.For);

    public IReadOnlyList<Told> Against => Speaking(Bearing.Against);

    /// <summary>What is neither for nor against.</summary>
    public IReadOnlyList<Told> Facts => Speaking(Bearing.Neutral);

    public static string English(IEnumerable<Evidence> evidence) => Write(evidence, text => text.English);

    public static string Chinese(IEnumerable<Evidence> evidence) => Write(evidence, text => text.Chinese);

    /// <param name="english">The one column.</param>
    /// <param name="chinese">The other; null: the run did not write it yet, and the English stands for both.</param>
    public static Weighed Read(string english, string? chinese) => new(
    [
        .. Split(english).Zip(Split(chinese ?? english), (e, c) => new WeighedLine(
            e[0] switch { '+' => Bearing.For, '-' => Bearing.Against, _ => Bearing.Neutral },
            new Told(Sentence(e), Sentence(c)))),
    ]);

    private static string Write(IEnumerable<Evidence> evidence, Func<Told, string> language) => string.Join(
        '\n',
        evidence.Select(e => $"{WeighedLine.SignOf(e.Bearing)} {language(e.Text).ReplaceLineEndings(" ")}"));

    private static string[] Split(string stored) => stored.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Sentence(string line) => line.TrimStart('+', '-', '·').Trim();

    private IReadOnlyList<Told> Speaking(Bearing bearing) =>
        [.. Lines.Where(line => line.Bearing == bearing).Select(line => line.Text)];
}

/// <summary>One thing that was weighed.</summary>
internal sealed record WeighedLine(Bearing Bearing, Told Text)
{
    public char Sign => SignOf(Bearing);

    public static char SignOf(Bearing bearing) => bearing switch
    {
        Bearing.For => '+',
        Bearing.Against => '-',
        _ => '·',
    };
}
