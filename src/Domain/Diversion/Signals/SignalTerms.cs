using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>How people call what decided (判定依据): the signal's name, and its term in Chinese.</summary>
public static class SignalTerms
{
    private static readonly Dictionary<string, string> Chinese = SignalList.All
        .Select(signal => (signal.Name, signal.Chinese))
        .Append((ScanJudgement.LowConfidence, "置信度不足"))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>A signal that is not known, of an earlier version, is called by its name.</summary>
    public static Told Of(string signal) => new(signal, Chinese.GetValueOrDefault(signal, signal));
}
