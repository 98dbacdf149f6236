using System.Text.RegularExpressions;
using DealerIntegration.Simulators.Logistics;

namespace DealerIntegration.Simulators.Demo;

/// <summary>What the hub's answers to the files of events say (事件回执), added up.</summary>
internal sealed partial record Receipts(int Files, int Rejected, int Known, int Declared)
{
    public static Receipts Read(DemoFolder folder)
    {
        var outbox = Path.Combine(folder.Outbox, EventFolder.Name);
        var texts = Directory.Exists(outbox)
            ? Directory.EnumerateFiles(outbox, "*.receipt.txt").Select(File.ReadAllText).ToList()
            : [];
        return new Receipts(
            texts.Count, texts.Sum(text => Count(Rejection(), text)), texts.Sum(text => Count(Before(), text)),
            texts.Sum(text => Count(Declaration(), text)));
    }

    private static int Count(Regex pattern, string text) =>
        pattern.Match(text) is { Success: true } found
            ? int.Parse(found.Groups["count"].Value.Replace(",", "", StringComparison.Ordinal))
            : 0;

    [GeneratedRegex(@"rejected \S+ (?<count>[\d,]+)")]
    private static partial Regex Rejection();

    [GeneratedRegex(@"known before \S+ (?<count>[\d,]+)")]
    private static partial Regex Before();

    [GeneratedRegex(@"declare an error \S+ (?<count>[\d,]+)")]
    private static partial Regex Declaration();
}
