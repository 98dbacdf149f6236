using System.Text;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Tests.Mapping;

/// <summary>What records carry is named as a mapping names it, whatever format they came in.</summary>
public sealed class FieldSampleTests
{
    private static readonly Dictionary<string, string> NothingAsked = [];

    [Fact]
    public void Json_tells_members_inside_of_members_and_lists_without_their_places()
    {
        var sample = Look(
            """
            {"no":"1","__metadata":{"uri":"x"},"to":{"name":"A"},"items":{"results":[{"a":1},{"a":2,"b":3},{"c":4}]}}
            """,
            """{"no":"2","to":null,"items":{"results":[]}}""");
        Assert.Equal(
            ["items", "items.results", "items.results.a", "items.results.b", "no", "to", "to.name"], Names(sample));
        Assert.Equal(new FieldCount(2, 0), sample.Counts["no"]);
        Assert.Equal((1, 1), (sample.Counts["to.name"].Times, sample.Counts["to"].Within));

        // Of a list the first two records are looked at.
        Assert.Equal((2, 1, 2), (
            sample.Counts["items.results.a"].Times, sample.Counts["items.results.b"].Times,
            sample.Counts["items.results"].Within));
    }

    [Fact]
    public void Xml_tells_elements_by_their_local_names()
    {
        var root = XmlBody.Parse(
            Encoding.UTF8.GetBytes(
                """<r xmlns="urn:x" xmlns:p="urn:y"><p:no>1</p:no><to><name/></to><line><a>1</a></line><line/></r>"""),
            "test");
        var sample = new FieldSample();
        Assert.Single(sample.Watch([new XmlRecord(root, "test", 1, NothingAsked)]));
        Assert.Equal(["line", "line.a", "no", "to", "to.name"], Names(sample));
    }

    [Fact]
    public void Looks_at_the_first_records_of_a_part_and_at_one_in_many_of_the_rest()
    {
        var sample = new FieldSample();
        var looked = 0;
        Assert.Equal(10_000, sample.Watch(Enumerable.Range(0, 10_000).Select(_ => new Told(() => looked++))).Count());
        Assert.InRange(looked, 256, 420);
    }

    [Fact]
    public void Keeps_no_end_of_names()
    {
        var members = string.Join(',', Enumerable.Range(0, 5_000).Select(n => $"\"{n}\":0"));
        Assert.Equal(2_000, Look($"{{{members}}}").Counts.Count);
    }

    [Fact]
    public void A_mapping_reads_fields_under_the_same_names()
    {
        var mapping = ConfigFile.Parse<DatasetMapping>(
            """
            {
              "dataset": "invoices", "source": {},
              "fields": {
                "number": "E1EDKA1[PARVW=A.G].PARTN", "area": { "path": "to.0.name", "default": "x" },
                "kind": { "when": [ { "if": { "path": "t", "equals": "x" }, "value": "invoice" } ] },
                "currency": { "constant": "CNY" }, "invoice_date": "@queryDate"
              },
              "lines": {
                "path": "to_Item.results",
                "fields": {
                  "net_amount": { "multiply": ["q", "p"] },
                  "quantity": { "path": "q", "negateWhen": { "path": "/type", "equals": "C" } }
                }
              }
            }
            """,
            "test.json");
        Assert.Equal(
            ["E1EDKA1.PARTN", "t", "to.name", "to_Item.results", "to_Item.results.p", "to_Item.results.q", "type"],
            MappedPaths.Fields(mapping).Order(StringComparer.Ordinal));
    }

    private static FieldSample Look(params string[] records)
    {
        var sample = new FieldSample();
        var read = records.Select((r, i) => new JsonRecord(
            System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(r), "test", i + 1));
        Assert.Equal(records.Length, sample.Watch(read).Count());
        return sample;
    }

    private static IEnumerable<string> Names(FieldSample sample) =>
        sample.Counts.Keys.Where(k => k.Length > 0).Order(StringComparer.Ordinal);

    private sealed class Told(Action tell) : SourceRecord
    {
        public override Place Place => new("test");

        public override bool TryGet(string path, out string? value)
        {
            value = null;
            return false;
        }

        public override IEnumerable<SourceRecord> Children(string path) => [];

        public override void TellFields(FieldSample sample) => tell();
    }
}
