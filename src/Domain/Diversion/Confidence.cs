using System.Text;

namespace DealerIntegration.Domain.Diversion;

/// <summary>Adds weights up and keeps the sum in words (置信度算式), so that anybody can check it.</summary>
internal sealed class Confidence(string startsWith, int start)
{
    public const string Signal = "confidence";

    // Records are wrong now and then: nothing about goods on a market is certain.
    private const int Highest = 99;

    private readonly StringBuilder _words = new($"{startsWith} {start}");
    private int _sum = start;

    public int Percent => Math.Clamp(_sum, 0, Highest);

    public Confidence Add(string fact, int weight)
    {
        if (weight != 0)
        {
            _sum += weight;
            _words.Append(weight > 0 ? ", + " : ", − ").Append(Math.Abs(weight)).Append(" for ").Append(fact);
        }

        return this;
    }

    public Evidence ToEvidence() => new(
        Signal,
        Bearing.Neutral,
        $"Confidence {Percent} %: {_words}{(Percent == _sum ? "" : $" = {_sum}, kept within 0 to {Highest}")}.");
}
