using System.Text.Json;
using DealerIntegration.Repo.Tests.Reading;

namespace DealerIntegration.Repo.Tests;

/// <summary>
/// Checks findings against <c>ratchet.json</c>: how many breaks of a rule a file is still forgiven. A number may only
/// fall; one that is higher than the truth fails too, so that what was mended stays mended.
/// </summary>
internal static class Ratchet
{
    private const string Place = "tests/Repo.Tests/ratchet.json";

    private static readonly Dictionary<string, Dictionary<string, int>> Forgiven =
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, int>>>(
            Repository.Read(Place), new JsonSerializerOptions { ReadCommentHandling = JsonCommentHandling.Skip })!;

    public static void Check(string rule, string remedy, IEnumerable<Finding> findings)
    {
        var allowed = Forgiven.GetValueOrDefault(rule) ?? [];
        var found = findings.GroupBy(f => f.Path, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList());
        var broken = found
            .Where(f => f.Value.Count > allowed.GetValueOrDefault(f.Key))
            .SelectMany(f => f.Value)
            .Select(f => f.ToString())
            .ToList();
        var stale = allowed
            .Where(a => a.Value > (found.GetValueOrDefault(a.Key)?.Count ?? 0))
            .Select(a => $"{Place}: {rule}: {a.Key} is forgiven {a.Value} but has "
                + $"{found.GetValueOrDefault(a.Key)?.Count ?? 0}: lower the number.")
            .ToList();
        Assert.True(
            broken.Count == 0 && stale.Count == 0,
            $"{rule}: {remedy}\n" + string.Join('\n', broken.Concat(stale)));
    }
}
