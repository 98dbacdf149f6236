using System.Text.Json;
using DealerIntegration.EndToEnd.Tests.Support;
using DealerIntegration.Simulators.Demo;

namespace DealerIntegration.EndToEnd.Tests;

/// <summary>The demo as a stranger starts it: every part a process of its own, PostgreSQL included.</summary>
public sealed class DemoTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task Demo_runs_a_whole_month_and_a_second_time_pays_and_pushes_nothing()
    {
        var data = postgres.NewFolder();
        try
        {
            var first = await RunAsync(data, "first");
            var planted = first.GetProperty("planted");
            Assert.True(planted.GetProperty("breaks").GetInt32() > 0);
            Assert.True(planted.GetProperty("cases").GetInt32() > 0);
            MustHaveFoundEverything(first);
            Assert.True(planted.GetProperty("returned").GetInt32() > 0);
            Assert.True(planted.GetProperty("passedOn").GetInt32() > 0);
            Assert.True(planted.GetProperty("toldTwice").GetInt32() > 0);
            MustHaveRuled(first);
            Assert.NotEqual(0m, decimal.Parse(first.GetProperty("payable").GetString()!));
            Assert.True(first.GetProperty("orders").GetProperty("accepted").GetInt32() > 0);
            Assert.True(first.GetProperty("orders").GetProperty("refused").GetInt32() > 0);
            Assert.True(first.GetProperty("pushed").GetInt32() > 0);
            Assert.Equal(
                first.GetProperty("orders").GetProperty("accepted").GetInt32(),
                first.GetProperty("orders").GetProperty("pushed").GetInt32());

            var second = await RunAsync(data, "second");
            MustHaveFoundEverything(second);
            Assert.Equal(
                first.GetProperty("ruled").GetRawText(), second.GetProperty("ruled").GetRawText());
            Assert.Equal("0.00", second.GetProperty("payable").GetString());
            Assert.Equal(0, second.GetProperty("pushed").GetInt32());
            Assert.Empty(Directory.EnumerateFiles(data, "postmaster.pid", SearchOption.AllDirectories));
        }
        finally
        {
            // Only a demo that failed leaves a server behind.
            (await ProgramAsync(data, "reset", Programs.Worker, ["reset", "--yes", "--data", data])).MustEndWith(0);
        }
    }

    // Out of the one that diverted, into the one whose city it is, to the item and to the cent.
    private static void MustHaveRuled(JsonElement figures)
    {
        var moves = figures.GetProperty("ruled").GetProperty("moves").EnumerateArray()
            .Select(move => (
                Side: move.GetProperty("side").GetString()!, Dealer: move.GetProperty("dealer").GetString()!,
                Items: decimal.Parse(move.GetProperty("items").GetString()!),
                Net: decimal.Parse(move.GetProperty("net").GetString()!)))
            .OrderBy(move => move.Side)
            .ToList();
        Assert.Equal(["in", "out"], moves.Select(move => move.Side));
        Assert.All(moves, move => Assert.StartsWith("D0", move.Dealer));
        Assert.NotEqual(moves[0].Dealer, moves[1].Dealer);
        Assert.Equal((0m, 0m), (moves.Sum(move => move.Items), moves.Sum(move => move.Net)));
        Assert.True(moves[0].Net > 0m);
    }

    private static void MustHaveFoundEverything(JsonElement figures)
    {
        var planted = figures.GetProperty("planted");
        Assert.Equal(planted.GetProperty("breaks").GetInt32(), planted.GetProperty("breaksFound").GetInt32());
        Assert.Equal(planted.GetProperty("cases").GetInt32(), planted.GetProperty("casesFound").GetInt32());
        Assert.Equal(0, planted.GetProperty("falseCases").GetInt32());
        Assert.True(planted.GetProperty("differences").GetInt32() > 0);
        Assert.Equal(
            planted.GetProperty("differences").GetInt32(), planted.GetProperty("differencesFound").GetInt32());
        Assert.Equal(0, planted.GetProperty("differencesNotPlanted").GetInt32());
        Assert.Equal("0.00", figures.GetProperty("residual").GetString());
        Assert.Equal(["D013"], figures.GetProperty("incompleteDealers").EnumerateArray().Select(d => d.GetString()!));
        Assert.All(
            figures.GetProperty("steps").EnumerateArray(),
            step => Assert.True(step.GetProperty("seconds").GetDouble() >= 0, step.GetRawText()));
    }

    private async Task<JsonElement> RunAsync(string data, string name)
    {
        var file = Path.Combine(postgres.NewFolder(), "figures.json");
        var told = await ProgramAsync(
            data, name, Programs.Simulators, ["demo", "--once", "--data", data, "--json", file]);
        told.MustEndWith(0).MustSay("held", "dashboard", "seconds in all");
        using var figures = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        return figures.RootElement.Clone();
    }

    private async Task<Told> ProgramAsync(string data, string name, string program, string[] arguments)
    {
        var environment = new Dictionary<string, string>
        {
            ["HUB_WORKER"] = Programs.Worker,
            ["HUB_DATABASE"] = "",
            [Programs.Quick.Name] = Programs.Quick.Value,
            ["HUB_DATA"] = data,
            ["HUB_CONFIG"] = Path.Combine(Programs.Root, "config"),
        };
        var child = Leftovers.Keep(Child.Start(name, postgres.NewFolder(), program, arguments, environment));
        try
        {
            using var late = new CancellationTokenSource(Patience);
            return await Told.ByAsync(child, late.Token);
        }
        finally
        {
            await Leftovers.EndAsync(child);
        }
    }
}
