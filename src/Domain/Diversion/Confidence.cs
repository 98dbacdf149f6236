using System.Text;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion;

/// <summary>Adds weights up and keeps the sum in words (置信度算式), so that anybody can check it.</summary>
internal sealed class Confidence(Told startsWith, int start)
{
    public const string Signal = "confidence";

    // Records are wrong now and then: nothing about goods on a market is certain.
    private const int Highest = 99;

    private readonly StringBuilder _english = new($"{startsWith.English} {start}");
    private readonly StringBuilder _chinese = new($"{startsWith.Chinese} {start}");
    private int _sum = start;

    public int Percent => Math.Clamp(_sum, 0, Highest);

    public Confidence Add(Told fact, int weight)
    {
        if (weight != 0)
        {
            _sum += weight;
            var points = $"{(weight > 0 ? '+' : '−')} {Math.Abs(weight)}";
            _english.Append($", {points} for {fact.English}");
            _chinese.Append($"，{fact.Chinese} {points}");
        }

        return this;
    }

    public Evidence ToEvidence()
    {
        var kept = Percent == _sum
            ? default
            : new Told($" = {_sum}, kept within 0 to {Highest}", $"，合计 {_sum}，限于 0 至 {Highest}");
        return new Evidence(
            Signal,
            Bearing.Neutral,
            new Told(
                $"Confidence {Percent} %: {_english}{kept.English}.",
                $"置信度 {Percent} %：{_chinese}{kept.Chinese}。"));
    }
}
