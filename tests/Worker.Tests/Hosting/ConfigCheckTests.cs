using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.Tests.Hosting;

/// <summary>A wrong setting is told with file, line and path before anything starts.</summary>
public sealed class ConfigCheckTests(PostgresFixture postgres)
{
    [Fact]
    public void Finds_nothing_wrong_with_what_is_shipped()
    {
        Assert.Empty(ConfigCheck.Problems(Shipped()));
        Assert.NotEmpty(Directory.GetFiles(Repository.Path("config"), "*.json", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("\"leaseSeconds\"", "\"leaseSecond\"", "leaseSecond", ":5:")]
    [InlineData("\"dealersPerChunk\": 200", "\"$unused\": 4", "$unused", ":7:")]
    [InlineData("\"leaseSeconds\": 30, ", "", "leaseSeconds", ":7:")]
    [InlineData("\"workers\": 2", "\"workers\": \"two\"", "$.work.workers", ":5:")]
    [InlineData("\"workers\": 2", "\"workers\": null", "$.work.workers", ":5:")]
    [InlineData("\"workers\": 2", "\"workers\": 2, \"workers\": 3", "workers", ":5:")]
    [InlineData("\"settleSeconds\": 0", "\"settleSeconds\": 0, ]", "$.folders", ":4:")]
    [InlineData("Asia/Shanghai", "Asia/Shanghia", "$.principal.timeZone 'Asia/Shanghia'", "Asia/Shanghai")]
    [InlineData("http://127.0.0.1:5080", "127.0.0.1", "$.dashboard.address", "http://127.0.0.1:5080")]
    [InlineData("\"work\": {", "\"uploads\": { \"cells\": 0 }, \"work\": {", "$.uploads", "refuse every file")]
    public async Task Names_file_line_and_path_of_what_is_wrong_in_hub_json(
        string from, string to, string path, string place)
    {
        var folder = new TestConfig().WriteTo(postgres.NewFolder());
        var file = Path.Combine(folder, "hub.json");
        var text = await File.ReadAllTextAsync(file);
        Assert.Contains(from, text);
        await File.WriteAllTextAsync(file, text.Replace(from, to, StringComparison.Ordinal));
        var problem = Assert.Throws<ConfigurationException>(() => HubOptions.Load(folder)).Message;
        Assert.StartsWith(file, problem);
        Assert.Contains(path, problem);
        Assert.Contains(place, problem);
        Assert.Contains(problem.Split('\n')[0], ConfigCheck.Problems(HubPaths.Find(folder, postgres.NewFolder())));
    }

    [Fact]
    public async Task Tells_the_problems_of_all_files_at_once()
    {
        var folder = new TestConfig().WriteTo(postgres.NewFolder());
        string[] broken =
        [
            "hub.json", "schedules.json", "connectors/sap.json", "uploads/orders.json",
            "rebates/2026-monthly-volume.json", "reconciliation/dealer-ledger.json", "diversion.json", "pricing.json",
            "statements.json", "intake.json",
        ];
        foreach (var file in broken)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), "{ \"noSuchMember\": 1 }");
        }

        var problems = ConfigCheck.Problems(HubPaths.Find(folder, postgres.NewFolder()));
        Assert.All(broken, file => Assert.Contains(
            problems, p => p.Contains(Path.Combine(folder, file), StringComparison.Ordinal)));
    }

    [Fact]
    public void Names_the_remedy_where_there_is_no_configuration()
    {
        var folder = postgres.NewFolder();
        var problem = Assert.Throws<ConfigurationException>(() => HubOptions.Load(folder)).Message;
        Assert.Contains(Path.Combine(folder, "hub.json"), problem);
    }

    private HubPaths Shipped() => HubPaths.Find(Repository.Path("config"), postgres.NewFolder());
}
