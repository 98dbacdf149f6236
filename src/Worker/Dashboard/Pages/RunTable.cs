using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>Runs as lines of a table; a run made of steps is followed by its steps (运行列表).</summary>
internal sealed class RunTable(JobCatalog catalog, Formats formats)
{
    /// <param name="runs">In order, each followed by its steps.</param>
    /// <param name="showsSteps">Whether the steps of a run are lines of their own, or only counted.</param>
    public Html Render(IReadOnlyList<RunLine> runs, Func<RunLine, bool> showsSteps)
    {
        var ids = runs.Select(r => r.Id).ToHashSet();
        var steps = runs.Where(IsStep).ToLookup(r => r.ParentId!.Value);
        var heads = runs.Where(r => !IsStep(r));
        return Html.Of(
            $"""
            <table class="runs">
            <thead><tr><th>编号 Run</th><th>内容 What</th><th>范围 Scope</th><th>期间 Period</th><th>状态 Status</th>
            <th>进度 Progress</th><th class="n">读入行 Rows in</th><th class="n">拒收 Rejected</th><th>开始 Started</th>
            <th class="n">用时 Time</th><th>发起 Asked by</th></tr></thead>
            <tbody>{Html.Each(heads, Family)}</tbody>
            </table>
            """);

        bool IsStep(RunLine run) => run.ParentId is { } parent && ids.Contains(parent);

        Html Family(RunLine run)
        {
            var own = steps[run.Id].ToList();
            var shown = showsSteps(run) ? own : [];
            return Html.Of($"{Line(run, own, "head")}{Html.Each(shown, s => Line(s, [], "step"))}");
        }
    }

    /// <summary>A bar of finished chunks; of a run made of steps, of finished steps.</summary>
    public Html Progress(RunLine run, IReadOnlyList<RunLine> steps)
    {
        // An ended run had the steps it had; a list that grew since then says nothing about it.
        var planned = !catalog.Has(run.Pipeline) || run.Status is RunStatus.Succeeded or RunStatus.Incomplete
            ? null
            : catalog.StepsOf(run.Pipeline)?.Count;
        var (done, total, unit) = steps.Count > 0 || planned is not null
            ? (steps.Count(s => s.HasEnded && s.Status != RunStatus.Failed), Math.Max(planned ?? 0, steps.Count), "步")
            : (run.Done, run.Total, "片");
        return total == 0
            ? Html.Of($"""<span class="none">–</span>""")
            : Html.Of(
                $"""
                <progress class="{run.Status}" value="{done}" max="{total}"></progress>
                <span class="of">{done}/{total} {unit}</span>
                """);
    }

    private Html Line(RunLine run, IReadOnlyList<RunLine> steps, string kind)
    {
        var rowsIn = run.RowsIn + steps.Sum(s => s.RowsIn);
        var rejected = run.Rejected + steps.Sum(s => s.Rejected);
        var superseded = Html.When(
            run.SupersededBy is not null,
            () => Html.Of(
                $"""
                 <a class="superseded" href="/runs/{run.SupersededBy}"
                title="被取代 Superseded by">→ {run.SupersededBy}</a>
                """));
        var number = kind == "step" ? Html.Of($"""<span class="no">{run.Step + 1}.</span>""") : Html.Nothing;
        return Html.Of(
            $"""
            <tr class="{kind}">
            <td><a href="/runs/{run.Id}">{run.Id}</a></td>
            <td class="what">{number}{run.Pipeline} <small>{Words.Pipeline(run.Pipeline)}</small></td>
            <td>{run.Scope}</td><td>{run.Period}</td>
            <td>{Words.Status(run.Status)}{superseded}</td>
            <td class="bar">{Progress(run, steps)}</td>
            <td class="n">{Formats.Count(rowsIn)}</td>
            <td class="n {(rejected > 0 ? "some" : "")}">{Formats.Count(rejected)}</td>
            <td class="at">{formats.Instant(run.StartedAt)}</td>
            <td class="n">{Formats.Duration(run.Seconds)}</td>
            <td>{run.AskedBy}</td>
            </tr>
            """);
    }
}
