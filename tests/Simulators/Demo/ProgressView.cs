using Spectre.Console;

namespace DealerIntegration.Simulators.Demo;

/// <summary>Shows the steps while they run: a live table for people, a line per ended step for a log.</summary>
internal static class ProgressView
{
    public static async Task Show(StepBoard board, Func<Task> work)
    {
        if (AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected)
        {
            await AnsiConsole.Live(Table(board.Steps)).AutoClear(false).StartAsync(async live =>
            {
                var running = work();
                while (!running.IsCompleted)
                {
                    await Task.WhenAny(running, Task.Delay(200));
                    live.UpdateTarget(Table(board.Steps));
                }

                await running;
            });
            return;
        }

        void Print(Step step) => Console.WriteLine("  " + Line(step));
        board.Ended += Print;
        await work();
        board.Ended -= Print;
    }

    public static Table Table(IEnumerable<Step> steps)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn("step");
        table.AddColumn("status");
        table.AddColumn(new TableColumn("chunks").RightAligned());
        table.AddColumn(new TableColumn("rows in").RightAligned());
        table.AddColumn(new TableColumn("rejected").RightAligned());
        table.AddColumn(new TableColumn("seconds").RightAligned());
        foreach (var step in steps)
        {
            table.AddRow(
                Markup.Escape(step.Name),
                $"[{Colour(step.Status)}]{Markup.Escape(step.Status)}[/]",
                $"{step.Done}/{step.Chunks}",
                $"{step.RowsIn:#,##0}",
                step.Rejected == 0 ? "" : $"[yellow]{step.Rejected:#,##0}[/]",
                $"{step.Seconds:0.0}");
        }

        return table;
    }

    private static string Line(Step step) =>
        $"{step.Status,-10} {step.Name,-30} {step.RowsIn,9:#,##0} rows in"
        + (step.Rejected > 0 ? $", {step.Rejected:#,##0} rejected" : "") + $", {step.Seconds:0.0} s"
        + (step.Note is null ? "" : $" — {step.Note}");

    private static string Colour(string status) => status switch
    {
        "succeeded" => "green",
        "failed" => "red",
        "incomplete" => "yellow",
        _ => "blue",
    };
}
