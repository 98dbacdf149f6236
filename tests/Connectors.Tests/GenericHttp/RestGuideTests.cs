using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using WireMock.RequestBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.GenericHttp;

/// <summary>
/// Section "A REST system" of docs/mapping-guide.md, word for word: its file against a server that gives its answers,
/// and nothing to a call that the guide does not show.
/// </summary>
public sealed partial class RestGuideTests : IDisposable
{
    private static readonly List<(string Kind, string Argument, string Text)> Blocks =
    [
        .. Block().Matches(File.ReadAllText(Repository.Path("docs/mapping-guide.md")).ReplaceLineEndings("\n"))
            .Select(m => (m.Groups[1].Value, m.Groups[2].Value.Trim(), m.Groups[3].Value)),
    ];

    private readonly WireMockServer _erp = WireMockServer.Start();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hub-rest-guide-");

    public RestGuideTests()
    {
        foreach (var (_, call, answer) in Blocks.Where(b => b.Kind == "answer"))
        {
            var (method, path) = (call.Split(' ')[0], call.Split(' ')[1]);
            _erp.Given(Request.Create().UsingMethod(method).WithUrl(_erp.Url + path)).RespondWith(Rest.Json(answer));
        }
    }

    public void Dispose()
    {
        _erp.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_made_up_erp_is_read_by_its_file_alone()
    {
        var (source, _, mapping) = Connect();
        var october = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.FromHours(8));

        var pages = await Samples.PullAllAsync(source, mapping, new Window(october, october.AddMonths(1)));

        var spec = Datasets.Invoices;
        var documents = pages.Select(p => Mapper.Map(spec, mapping, source.Read(mapping, p))).ToList();
        Assert.All(documents, page => Assert.Empty(page.Rejected));
        string[] shown = ["number", "dealer_code", "kind", "invoice_date", "gross_amount"];
        Assert.Equal(
            Blocks.Single(b => b.Kind == "reads").Text.TrimEnd().Split('\n'),
            documents.SelectMany(p => p.Documents).Select(d =>
                string.Join(' ', shown.Select(field => Text(d.Values[spec.IndexOf(field)])))));
        Assert.All(pages, p => Assert.Equal(3, p.SourceTotal));
        AssertCallsWereAnswered(3);
        var read = _erp.LogEntries.Select(e => e.RequestMessage!).Last();
        Assert.Equal("Bearer eyJ0ZWEi", read.Headers!["Authorization"].Single());
        Assert.Equal("1000", read.Headers["X-Company"].Single());
    }

    [Fact]
    public async Task A_made_up_erp_is_written_to_by_its_file_alone()
    {
        var (_, target, _) = Connect();
        var order = new PushDocument("sales-order", "SO-D001-77", "D001", """
            {"number":"77","dealer_code":"D001","order_date":"2026-11-02","requested_date":"2026-11-12",
             "currency":"CNY",
             "lines":[{"position":"1","product_code":"P-10","quantity":"24","unit":"EA","unit_price":"12.50"}]}
            """);

        var outcome = await target.PushAsync(order, TestContext.Current.CancellationToken);

        Assert.Equal(new PushOutcome.Done("80012"), outcome);
        AssertCallsWereAnswered(3);
        var (_, call, body) = Blocks.Single(b => b.Kind == "sent");
        var sent = _erp.LogEntries.Select(e => e.RequestMessage!).Single(m => $"{m.Method} {m.Path}" == call);
        Assert.Equal(JsonNode.Parse(body)!.ToJsonString(), JsonNode.Parse(sent.Body!)!.ToJsonString());
    }

    private (ISource Source, ITarget Target, DatasetMapping Mapping) Connect()
    {
        var (_, name, text) = Blocks.Single(b => b.Kind == "connector");
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        var file = ConnectorFile.Load(path);
        var (source, target) = ConnectorList.Create(
            file with { Address = _erp.Url + new Uri(file.Address!).AbsolutePath },
            new FixedSecrets(),
            TimeProvider.System);
        return (source!, target!, file.Dataset("invoices"));
    }

    private void AssertCallsWereAnswered(int calls)
    {
        Assert.Equal(calls, _erp.LogEntries.Count);
        Assert.All(_erp.LogEntries, e => Assert.Equal(200, Convert.ToInt32(
            e.ResponseMessage!.StatusCode, CultureInfo.InvariantCulture)));
    }

    private static string? Text(object? value) => value is DateOnly date
        ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"<!-- (connector|answer|reads|sent) ([^>]*?)-->\n```\w+\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
