using System.Text;
using System.Text.Json;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Tests.Http;

/// <summary>
/// A page read in one pass says what the general reader says of it, value by value: <see cref="JsonRecord"/> over the
/// parsed page is what it is held against.
/// </summary>
public sealed class JsonRowTests
{
    [Fact]
    public void Rows_of_made_up_pages_are_what_the_general_reader_says_of_them()
    {
        var (values, documents, rejected) = (0, 0, 0);
        for (var seed = 0; seed < 400; seed++)
        {
            var maker = new JsonPageMaker(seed);
            var mapping = Samples.Mapping(maker.Mapping());
            for (var no = 0; no < 5; no++)
            {
                var page = Page(maker.Page());
                values += Compare(page, mapping, maker.Paths);
                var mapped = Both(page, mapping, Datasets.Invoices);
                documents += mapped.Documents.Count;
                rejected += mapped.Rejected.Count;
            }
        }

        // Pages that hold nothing would agree as well.
        Assert.True(
            values > 10_000 && documents > 100 && rejected > 2_000,
            $"{values} values, {documents} documents, {rejected} rejected");
    }

    [Fact]
    public void Shipped_mappings_read_their_samples_alike()
    {
        var file = Samples.Shipped("sap", "http://127.0.0.1:1");
        using var samples = JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Sap", "samples.json")));
        foreach (var set in samples.RootElement.EnumerateArray().GroupBy(s => s.GetProperty("dataset").GetString()!))
        {
            var rows = string.Join(',', set.Select(s => s.GetProperty("row").GetRawText()));
            var page = Page($$$"""{"d":{"results":[{{{rows}}}]}}""");
            var mapping = file.Dataset(set.Key);

            Assert.NotEqual(0, Compare(page, mapping, MappedPaths.Of(mapping)));
            Assert.NotEmpty(Both(page, mapping, Datasets.Find(set.Key)!).Documents);
        }
    }

    [Fact]
    public void What_was_asked_is_never_taken_from_the_record()
    {
        var row = Rows(
            Page("""{"d":{"results":[{"@day":"of the record"}]}}"""),
            Samples.Mapping(JsonPageMaker.MappingOf(["@day"], "b"))).Single();
        var asking = new AskedRecord(row, new Dictionary<string, string> { ["day"] = "2026-10-02" });

        Assert.True(row.TryGetPlain("@day", out _));
        Assert.False(asking.TryGetPlain("@day", out _));
        Assert.True(asking.TryGet("@day", out var day));
        Assert.Equal("2026-10-02", day);
    }

    [Theory]
    [InlineData("""{"d":{"results":[{"a":1}]},"d":{"results":[{"a":2},{"a":3}]}}""", 2)]
    [InlineData("""{"d":{"results":[{"a":1}],"results":[]}}""", 0)]
    [InlineData("""{"d":{"results":[{"a":1}],"results":{}}}""", null)]
    [InlineData("""{"d":{"results":[{"a":1}]},"d":[]}""", null)]
    [InlineData("""[{"d":{"results":[]}}]""", null)]
    [InlineData(""" { "\u0064" : { "r\u0065sults" : [ 1, null, [ 2 ], "x" ] } } """, 4)]
    public void Of_lists_that_come_twice_the_later_one_is_the_list(string json, int? rows)
    {
        var page = Page(json);
        var shape = JsonShape.Of(Samples.Mapping(new JsonPageMaker(1).Mapping()));

        Assert.Equal(rows, JsonRows.Read(page, shape, "d", "results")?.Count);
        if (rows is not null)
        {
            Assert.Equal(rows, Parsed(page).Count());
        }
    }

    [Theory]
    [InlineData("""{"d":{"results":[]}} {}""")]
    [InlineData("""{"d":{"results":[{"a":1}]}""")]
    [InlineData("""{"d":{"results":[{"a":01}]}}""")]
    [InlineData("")]
    public void A_page_that_is_not_whole_is_no_page(string json)
    {
        var shape = JsonShape.Of(Samples.Mapping(new JsonPageMaker(1).Mapping()));
        Assert.ThrowsAny<JsonException>(() => JsonRows.Read(Page(json), shape, "d", "results"));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused_as_before()
    {
        var mapping = Samples.Mapping(JsonPageMaker.MappingOf(["a"], "b"));
        byte[] body = [.. "{\"d\":{\"results\":[{\"a\":\"x"u8, 0xC3, 0x28, .. "\"}]}}"u8];
        var page = new RawPage("p", body, null);

        Assert.Throws<InvalidOperationException>(() => Parsed(page).Single().TryGet("a", out _));
        Assert.Throws<InvalidOperationException>(() => Rows(page, mapping).Single().TryGet("a", out _));
    }

    [Fact]
    public void What_is_known_of_a_text_never_differs_from_converting_it()
    {
        var mapping = Samples.Mapping("""
            {
              "dataset": "dealers", "source": {},
              "fields": {
                "code": { "path": "code", "convert": "trimZeros" }, "name": { "path": "name", "default": "none" },
                "tier": { "path": "tier", "map": { "1": "gold", "2": "silver" } }, "currency": "cur",
                "credit_limit": "limit"
              }
            }
            """);

        // More different names and codes than are remembered, more rows than are tried; every seventh tier is unknown.
        var rows = Enumerable.Range(0, 30_000).Select(i => $$"""
            {"code":"{{i % 11_000:00000000}}","name":"{{(i % 5 == 0 ? "" : $"名 {i}")}}","tier":"{{i % 7 % 4}}",
             "cur":"{{(i % 3 == 0 ? "CNY" : "USD")}}","limit":{{i % 900}}.50}
            """);
        var page = Page($$$"""{"d":{"results":[{{{string.Join(',', rows)}}}]}}""");

        var mapped = Both(page, mapping, Datasets.Find("dealers")!);

        Assert.True(mapped.Documents.Count > 10_000 && mapped.Rejected.Count > 10_000);
    }

    private static RawPage Page(string json) => new("p?q", Encoding.UTF8.GetBytes(json), null);

    private static IReadOnlyList<SourceRecord> Rows(RawPage page, DatasetMapping mapping) =>
        JsonRows.Read(page, JsonShape.Of(mapping), "d", "results")!;

    private static IEnumerable<SourceRecord> Parsed(RawPage page) =>
        JsonSerializer.Deserialize<JsonElement>(page.Body.Span).GetProperty("d").GetProperty("results")
            .EnumerateArray().Select((e, i) => new JsonRecord(e, page.Name, i + 1));

    private static MappedPage Both(RawPage page, DatasetMapping mapping, DatasetSpec spec)
    {
        var fast = Mapper.Map(spec, mapping, Rows(page, mapping));
        var general = Mapper.Map(spec, mapping, Parsed(page));
        Assert.Equal(MappedText.Of(general), MappedText.Of(fast));
        return fast;
    }

    private static int Compare(RawPage page, DatasetMapping mapping, IEnumerable<string> paths)
    {
        var (fast, general) = (Rows(page, mapping), Parsed(page).ToList());
        Assert.Equal(Told(general), Told(fast));
        return Compare(fast, general, mapping.Lines?.Path, [.. paths, "never.mapped"]);
    }

    private static int Compare(
        IEnumerable<SourceRecord> fast, IEnumerable<SourceRecord> general, string? list, string[] paths)
    {
        var (left, right) = (fast.ToList(), general.ToList());
        Assert.Equal(right.Count, left.Count);
        var found = 0;
        for (var i = 0; i < left.Count; i++)
        {
            Assert.Equal(right[i].Place, left[i].Place);
            foreach (var path in paths)
            {
                var has = right[i].TryGet(path, out var value);
                Assert.Equal((path, has, value), (path, left[i].TryGet(path, out var own), own));
                if (left[i].TryGetPlain(path, out var plain))
                {
                    Assert.Equal(value, Encoding.UTF8.GetString(plain));
                }

                found += value is null ? 0 : 1;
                Assert.Equal(right[i].Children(path).Count(), left[i].Children(path).Count());
            }

            if (list is not null)
            {
                found += Compare(left[i].Children(list), right[i].Children(list), null, paths);
            }
        }

        return found;
    }

    private static Dictionary<string, FieldCount> Told(IEnumerable<SourceRecord> records)
    {
        var sample = new FieldSample();
        Assert.All(sample.Watch(records), Assert.NotNull);
        return sample.Counts.ToDictionary();
    }
}
