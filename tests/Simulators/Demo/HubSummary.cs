using System.Text.Json;
using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Demo;

internal sealed record Certificate(
    string Connector, string Dataset, bool Complete, long Read, long Accepted, long Rejected, string SourceTotal,
    string Notes);

internal sealed record FoundCase(
    string Number, string Dealer, string Product, string Area, IReadOnlyList<string> Codes);

/// <summary>What the hub says of a comparison of goods (三单、库存对账).</summary>
/// <param name="Documents">Numbers with blanks between.</param>
internal sealed record FoundDifference(
    string Books, string Dealer, string Book, string Documents, string Cause, decimal Amount);

/// <summary>How many books of a comparison were in order, and what no document explains.</summary>
internal sealed record GoodsFigures(
    string Books, string Title, int Dealers, int Count, int Green, IReadOnlyList<string> Incomplete,
    IReadOnlyList<FoundDifference> Differences, IReadOnlyList<FoundDifference> Unexplained);

/// <summary>What <c>hub summary --json</c> says of a month.</summary>
internal sealed record HubSummary(
    IReadOnlyList<Certificate> Certificates, int OrdersAccepted, int OrdersRefused, int OrdersPushed,
    IReadOnlyList<TrueBreak> Breaks, decimal MatchedAmount, IReadOnlyList<(string Cause, decimal Amount)> BrokenByCause,
    string Residual, IReadOnlyList<string> IncompleteDealers, string Payable, IReadOnlyList<FoundCase> Cases,
    IReadOnlyList<GoodsFigures> Goods, int PushesDone, int PushesRefused, int PushesUnknown, string DashboardAddress,
    string PasswordFile, IReadOnlyList<(string DecidedBy, int Scans)> Scans)
{
    /// <exception cref="DemoFailure">The file is no JSON.</exception>
    public static HubSummary Read(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            return Read(new Lenient(json.RootElement));
        }
        catch (JsonException error)
        {
            throw new DemoFailure($"{file} is not JSON: {error.Message}");
        }
    }

    private static HubSummary Read(Lenient root) => new(
        [.. root.Items("certificates").Select(one => new Certificate(
            one.Text("connector"), one.Text("dataset"), one.Flag("complete"), one.Integer("read"),
            one.Integer("accepted"), one.Integer("rejected"), one.Text("sourceTotal"), one.Text("notes")))],
        (int)root["orders"].Integer("accepted"),
        (int)root["orders"].Integer("refused"),
        (int)root["orders"].Integer("pushed"),
        [.. root.Items("breaks").Select(one => new TrueBreak(
            one.Text("dealer"), one.Text("reference"), one.Text("cause"), one.Number("amount")))],
        root.Number("matchedAmount"),
        [.. root.Members("brokenByCause").Select(one => (one.Name, one.Value.AsNumber))],
        root.Text("residual"),
        [.. root.Items("incompleteDealers").Select(one => one.AsText)],
        root.Text("payable"),
        [.. root.Items("cases").Select(one => new FoundCase(
            one.Text("number"), one.Text("dealer"), one.Text("product"), one.Text("area"),
            [.. one.Items("codes").Select(code => code.AsText)]))],
        [.. root.Items("goods").Select(GoodsOf)],
        (int)root["pushes"].Integer("done"),
        (int)root["pushes"].Integer("refused"),
        (int)root["pushes"].Integer("unknown"),
        root["dashboard"].Text("address"),
        root["dashboard"].Text("passwordFile"),
        [.. root.Items("scans").Select(one => (one.Text("decidedBy"), (int)one.Integer("scans")))]);

    private static GoodsFigures GoodsOf(Lenient of)
    {
        var books = of.Text("books");
        return new(
            books, of.Text("title"), (int)of.Integer("dealers"), (int)of.Integer("count"), (int)of.Integer("green"),
            [.. of.Items("incomplete").Select(one => one.AsText)],
            [.. of.Items("differences").Select(one => new FoundDifference(
                books, one.Text("dealer"), one.Text("book"), one.Text("documents"), one.Text("cause"),
                one.Number("amount")))],
            [.. of.Items("unexplained").Select(one => new FoundDifference(
                books, one.Text("dealer"), one.Text("book"), "", "", one.Number("residual")))]);
    }
}
