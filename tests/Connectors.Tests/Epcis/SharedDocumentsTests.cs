using DealerIntegration.Connectors.Epcis;

namespace DealerIntegration.Connectors.Tests.Epcis;

/// <summary>Valid documents of others: every one is read, and both syntaxes of one event have one id.</summary>
public sealed class SharedDocumentsTests
{
    private const string Folder = "epcis/openepcis";

    [Fact]
    public void Reads_every_event_of_every_document()
    {
        var files = Files("*.json").Concat(Files("*.xml")).ToList();
        Assert.NotEmpty(files);
        var events = 0;
        foreach (var file in files)
        {
            var records = Epcis.Read(File.ReadAllBytes(file), Path.GetFileName(file));
            Assert.All(records, r => Assert.True(r.Defect is null, $"{r.Place()}: {r.Defect}"));
            Assert.All(records, r => Assert.Contains(r.Event!.Name, EpcisNames.Events));
            Assert.Equal(records.Select(r => r.Line).Distinct().Count(), records.Count);
            events += records.Count;
        }

        Assert.True(events >= 2 * 60, $"{events} events were read");
    }

    [Fact]
    public void Gives_an_event_one_id_in_both_syntaxes()
    {
        var xml = Files("*.xml").ToDictionary(f => Path.GetFileNameWithoutExtension(f), StringComparer.Ordinal);
        var differing = new List<string>();
        var same = 0;
        foreach (var json in Files("*.json").Where(f => f.Contains("Documents", StringComparison.Ordinal)))
        {
            var name = Path.GetFileNameWithoutExtension(json);
            if (!xml.TryGetValue(name, out var twin))
            {
                continue;
            }

            var left = Texts(json);
            var right = Texts(twin);
            same += left.Intersect(right).Count();
            differing.AddRange(left.Except(right).Select(t => $"{name} json {t}"));
            differing.AddRange(right.Except(left).Select(t => $"{name} xml  {t}"));
        }

        Assert.True(differing.Count == 0, $"{same} same; {string.Join('\n', differing)}");
    }

    [Theory]
    [InlineData("ObjectEvent_all_possible_fields", "9811bfb2672e9c3a0f6151be339d22b60db375c8b23d2740f6137cc6539f0639")]
    [InlineData(
        "AggregationEvent_all_possible_fields", "41cf5d2be6b6926acc531597e43932eb4b9b23926ccb6ce08c882bda7a74d1a8")]
    [InlineData(
        "TransformationEvent_all_possible_fields", "529cc54b8cf9d8664208cc6c77473274d8c2dd473469920a7d09a814623f52cc")]
    [InlineData("epcisDocWithAllGS1Keys", "40744f32beff53a4bf5bb5956d465cb52de5bbcc9f131409d8efb903b04d9351")]
    public void Gives_the_fullest_documents_the_ids_that_others_published(string name, string hash) => Assert.Equal(
        [$"ni:///sha-256;{hash}?ver=CBV2.0"],
        Epcis.Read(File.ReadAllBytes(SharedData.Require($"{Folder}/json/Documents/{name}.json")))
            .Select(r => Gs1EventId.Of(r.Event!)));

    private static HashSet<string> Texts(string file) =>
        [.. Epcis.Read(File.ReadAllBytes(file), Path.GetFileName(file)).Select(r => Gs1EventId.PreHash(r.Event!))];

    private static IEnumerable<string> Files(string pattern) => Directory
        .GetFiles(SharedData.Require(Folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);
}
