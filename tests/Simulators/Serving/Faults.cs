using System.Collections.Concurrent;

namespace DealerIntegration.Simulators.Serving;

/// <summary>Faults on switches (故障开关): how many of the next requests go wrong, and how.</summary>
internal sealed class Faults
{
    private static readonly string[] Kinds =
        ["status500", "status429", "html", "timeoutAfterEffect", "truncate", "sessionLost"];

    private readonly ConcurrentDictionary<string, int> left = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Left => left;

    /// <summary>Returns the names that are no fault; the others are set.</summary>
    public List<string> Set(IReadOnlyDictionary<string, int> wanted)
    {
        var unknown = wanted.Keys.Except(Kinds).ToList();
        foreach (var (kind, count) in wanted.Where(one => Kinds.Contains(one.Key)))
        {
            left[kind] = count;
        }

        return unknown;
    }

    /// <summary>True if this request is one of those that must go wrong; counts it.</summary>
    public bool Take(string kind)
    {
        while (left.TryGetValue(kind, out var count) && count > 0)
        {
            if (left.TryUpdate(kind, count - 1, count))
            {
                return true;
            }
        }

        return false;
    }

    public static string Names => string.Join(", ", Kinds);
}
