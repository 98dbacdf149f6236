using System.Globalization;
using System.Text.Json;

namespace DealerIntegration.Examples.Tests.OnlineRetail;

/// <summary>What a command wrote with --json about its one run, and what it said.</summary>
internal sealed record RunFigures(long Id, string Status, JsonElement Figures, string Output)
{
    public static readonly RunFigures None = new(0, "", default, "");

    public static RunFigures Read(string json, string output)
    {
        using var document = JsonDocument.Parse(json);
        var run = Assert.Single(document.RootElement.EnumerateArray().ToList()).Clone();
        return new RunFigures(run.GetProperty("id").GetInt64(), run.GetProperty("status").GetString()!, run, output);
    }

    /// <summary>A number below "counts", by its path.</summary>
    public decimal Count(params string[] path)
    {
        var at = Figures.GetProperty("counts");
        foreach (var name in path)
        {
            at = at.GetProperty(name);
        }

        return decimal.Parse(at.GetRawText(), CultureInfo.InvariantCulture);
    }
}
