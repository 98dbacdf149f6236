using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Tests;
using DealerIntegration.Domain.Diversion.Codes;
using DealerIntegration.Domain.Diversion.Codes.Gs1;

namespace DealerIntegration.Domain.Tests.Diversion.Codes;

/// <summary>Every identifier in the published event documents is read.</summary>
public sealed partial class EpcisDocumentTests(ITestOutputHelper output)
{
    [Fact]
    public void All_epc_urns_and_digital_links_give_a_canonical_link()
    {
        var texts = Directory.EnumerateFiles(SharedData.Require("epcis"), "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".json", StringComparison.Ordinal) || f.EndsWith(".xml", StringComparison.Ordinal))
            .SelectMany(f => Identifier().Matches(File.ReadAllText(f)).Select(m => m.Value))
            .Distinct()
            .ToList();
        Assert.True(texts.Count > 100, $"only {texts.Count} identifiers were found");
        output.WriteLine($"{texts.Count} identifiers");
        Assert.DoesNotContain(texts, t => DigitalLink.ToCanonical(t) is null);
        var reader = new CodeReader(CodeRules.None);
        foreach (var text in texts)
        {
            var reading = reader.Read(text);
            Assert.True(
                reading.Problem is not null || reading.Identity!.DigitalLink == DigitalLink.ToCanonical(text), text);
            if (reading.Problem is { } problem)
            {
                output.WriteLine($"{text}: {problem.Reason}");
            }
        }
    }

    [GeneratedRegex(
        @"urn:epc:(id|class|idpat):[a-z]+:[^""<\s,]+"
        + @"|https?://[^""<\s]*/(00|01|253|255|401|402|414|417|80\d\d)/\d[^""<\s]+")]
    private static partial Regex Identifier();
}
