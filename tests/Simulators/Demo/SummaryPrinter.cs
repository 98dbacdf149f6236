using DealerIntegration.Simulators.Business;
using Spectre.Console;

namespace DealerIntegration.Simulators.Demo;

/// <summary>The summary people read at the end.</summary>
internal static class SummaryPrinter
{
    public static void Print(DemoOptions options, DemoFolder folder, DemoResult result, IReadOnlyList<Verdict> verdicts)
    {
        Steps(result.Steps);
        Certificates(result.Summary);
        Money(options, result);
        Goods(result.Summary);
        Missed(result);
        Verdicts(verdicts);
        Places(folder, result.Summary);
    }

    private static void Steps(IReadOnlyList<Step> steps)
    {
        Heading("Steps");
        AnsiConsole.Write(ProgressView.Table(steps));
    }

    private static void Certificates(HubSummary summary)
    {
        Heading("Certificates (完整性证明)");
        var table = Table("source", "complete", "read", "accepted", "rejected", "source's own total", "notes");
        foreach (var one in summary.Certificates)
        {
            table.AddRow(
                Markup.Escape($"{one.Connector}/{one.Dataset}"),
                one.Complete ? "[green]yes[/]" : "[red]NO[/]",
                $"{one.Read:#,##0}", $"{one.Accepted:#,##0}", $"{one.Rejected:#,##0}",
                Markup.Escape(one.SourceTotal), Markup.Escape(one.Notes));
        }

        AnsiConsole.Write(table);
    }

    private static void Money(DemoOptions options, DemoResult result)
    {
        var summary = result.Summary;
        Heading($"Reconciliation, rebates, orders of {options.Period}");
        var table = Table("what", "how much");
        table.AddRow("matched (勾对)", $"{summary.MatchedAmount:#,##0.00}");
        foreach (var (cause, amount) in summary.BrokenByCause)
        {
            table.AddRow(Markup.Escape($"break: {cause}"), $"{amount:#,##0.00}");
        }

        table.AddRow("residual of the complete dealers (未解释差额)", Markup.Escape(summary.Residual));
        table.AddRow("incomplete dealers", Markup.Escape(string.Join(", ", summary.IncompleteDealers)));
        table.AddRow("rebates payable (返利)", $"{result.Payable:#,##0.00}");
        table.AddRow("orders accepted / refused", $"{summary.OrdersAccepted} / {summary.OrdersRefused}");
        table.AddRow("diversion cases (窜货)", $"{summary.Cases.Count}");
        table.AddRow(
            "pushes done / refused / unknown",
            $"{summary.PushesDone} / {summary.PushesRefused} / {summary.PushesUnknown}");
        table.AddRow("documents new at the partners in this run", $"{result.Pushed}");
        AnsiConsole.Write(table);
    }

    private static void Goods(HubSummary summary)
    {
        Heading("Invoices, receipts and stock (三单匹配、库存对账)");
        var table = Table("compared", "dealers", "in order", "differences by cause", "unexplained (未解释差额)");
        foreach (var one in summary.Goods)
        {
            var causes = one.Differences.CountBy(found => found.Cause).OrderBy(cause => cause.Key)
                .Select(cause => $"{(cause.Key.Length == 0 ? "unexplained" : cause.Key)} {cause.Value}");
            var open = one.Unexplained.Select(found => $"{found.Dealer} {found.Book}: {found.Amount:#,##0.##}");
            table.AddRow(
                Markup.Escape(one.Title), $"{one.Dealers}", $"{one.Green} of {one.Count}",
                Markup.Escape(string.Join(Environment.NewLine, causes)),
                Markup.Escape(string.Join(Environment.NewLine, open.DefaultIfEmpty("none"))));
        }

        AnsiConsole.Write(table);
    }

    private static void Missed(DemoResult result)
    {
        var compared = result.Comparison;
        string[] lines =
        [
            .. compared.BreaksMissed.Select(one => "break not found: " + Text(one)),
            .. compared.BreaksNotPlanted.Select(one => "break nobody planted: " + Text(one)),
            .. result.Goods.Missed.Concat(result.Goods.Hidden).Select(one =>
                $"not found in {one.Books}: {one.Dealer} {one.Book} {one.Document} {one.Cause} {one.Amount:0.##}"),
            .. result.Goods.NotPlanted.Concat(result.Goods.LeftOpen).Select(one =>
                $"nobody planted in {one.Books}: {one.Dealer} {one.Book} {one.Documents} {one.Cause} "
                + $"{one.Amount:0.##}"),
            .. compared.CasesMissed.Select(one => $"case not found: {one.Dealer} {one.Product} {one.Area}"),
            .. compared.FalseCases.Select(one => $"false case: {one.Number} {one.Dealer} {one.Product} {one.Area}"),
        ];
        foreach (var line in lines.Take(20))
        {
            AnsiConsole.MarkupLine($"[yellow]{Markup.Escape(line)}[/]");
        }

        if (lines.Length > 20)
        {
            AnsiConsole.MarkupLine($"[yellow]and {lines.Length - 20} more; --truth and --found write both lists[/]");
        }
    }

    private static string Text(TrueBreak one) =>
        $"{one.Dealer} {one.Reference} {(one.Cause.Length == 0 ? "unexplained" : one.Cause)} {one.Amount:0.00}";

    private static void Verdicts(IReadOnlyList<Verdict> verdicts)
    {
        Heading("What was planted, and what came of it");
        foreach (var one in verdicts)
        {
            var mark = one.Held ? "[green]held  [/]" : "[red]BROKEN[/]";
            AnsiConsole.MarkupLine($"  {mark}  {Markup.Escape(one.Promise)}: {Markup.Escape(one.Detail)}");
        }
    }

    private static void Places(DemoFolder folder, HubSummary summary)
    {
        Heading("Where to look");
        // Paths are printed raw: a path broken over two lines cannot be copied.
        Console.WriteLine($"  dealers' folders   {folder.Drop}");
        Console.WriteLine($"  answers, results   {folder.Outbox}");
        Console.WriteLine($"  logs               {folder.Logs}");
        Console.WriteLine($"  dashboard          {summary.DashboardAddress}");
        Console.WriteLine($"  sign in            the user and password stand in {summary.PasswordFile}");
    }

    private static void Heading(string text)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLine($"[bold]{Markup.Escape(text)}[/]");
    }

    private static Table Table(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in columns)
        {
            table.AddColumn(column);
        }

        return table;
    }
}
