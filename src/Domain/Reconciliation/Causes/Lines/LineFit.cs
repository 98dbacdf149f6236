using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes.Lines;

/// <summary>Lines of a reading that together make a difference (逐行差额吻合): all of them, or a single one.</summary>
internal sealed record LineFit(Reading Reading, IReadOnlyList<LineEffect> Effects)
{
    private const int MostLinesInAText = 3;

    public decimal Amount { get; } = Effects.Sum(effect => effect.Amount);

    public bool OurCorrection => Effects.All(effect => effect.OurCorrection);

    /// <summary>
    /// Every fit a reading offers, whatever the difference: the whole invoice first, then line by line.
    /// </summary>
    public static IEnumerable<LineFit> Of(Reading reading)
    {
        if (reading.Effects.Count > 0)
        {
            yield return new LineFit(reading, reading.Effects);
        }

        for (var i = 0; reading.Effects.Count > 1 && i < reading.Effects.Count; i++)
        {
            yield return new LineFit(reading, [reading.Effects[i]]);
        }
    }

    public bool SharesALineWith(LineFit other) =>
        Effects.Any(mine => other.Effects.Any(their => ReferenceEquals(mine.Line, their.Line)));

    public string Text
    {
        get
        {
            var text = $"{Reading.Source}, {string.Join("; ", Effects.Take(MostLinesInAText).Select(e => e.Text))}";
            return Effects.Count switch
            {
                1 => text,
                <= MostLinesInAText => $"{text}; together {AmountText.Of(Amount)}",
                _ => $"{text} and {Effects.Count - MostLinesInAText} more lines; together {AmountText.Of(Amount)}",
            };
        }
    }
}
