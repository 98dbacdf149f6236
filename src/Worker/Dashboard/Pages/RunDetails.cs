using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>The long lists of a run's page; each says how many there are when it does not show all.</summary>
internal sealed class RunDetails(DashboardQueries queries, Formats formats)
{
    private const int MostRejected = 200;

    private const int MostChunks = 200;

    private const int MostFiles = 2000;

    public async Task<Html> CertificateAsync(long run, CancellationToken cancel)
    {
        if (await queries.CertificateAsync(run, cancel) is not { } proof)
        {
            return Html.Nothing;
        }

        var (look, word) = proof.Complete ? ("succeeded", "完整 complete") : ("incomplete", "不完整 incomplete");
        return Html.Of(
            $"""
            <h2>完整性证明 <small>Certificate</small></h2>
            <dl class="summary">
            <div><dt>来源 Source</dt><dd>{proof.Connector} / {proof.Dataset}</dd></div>
            <div><dt>结论 Verdict</dt><dd><span class="status {look}">{word}</span></dd></div>
            <div><dt>对方总数 Source's own total</dt><dd>{(proof.SourceTotal is { } n ? Formats.Count(n) : "–")}</dd></div>
            <div><dt>说明 Remarks</dt><dd>{(proof.Remarks.Length == 0 ? "–" : proof.Remarks)}</dd></div>
            </dl>
            {Formats.Figures(proof.Tally)}
            """);
    }

    public async Task<Html> FilesAsync(RunLine run, CancellationToken cancel)
    {
        var (total, files) = await queries.FilesAsync(run.Id, MostFiles, cancel);
        return Html.When(total > 0, () => Html.Of(
            $"""
            <h2>结果文件 <small>Result files {Shown(files.Count, total)}</small></h2>
            <table><thead><tr><th class="n">#</th><th>经销商 Dealer</th><th>类型 Kind</th><th>文件 File</th></tr></thead>
            <tbody>{Html.Each(files, File)}</tbody></table>
            """));

        Html File(FileLine file)
        {
            var name = Path.GetFileName(file.Path);
            var link = run.HasEnded
                ? Html.Of($"""<a href="/files/{run.Id}/{file.No}" download>{name}</a>""")
                : Html.Of($"{name}");
            return Html.Of(
                $"""
                <tr><td class="n">{file.No}</td><td>{file.DealerCode}</td><td>{file.Kind}</td><td>{link}</td></tr>
                """);
        }
    }

    public async Task<Html> RejectedAsync(long run, CancellationToken cancel)
    {
        var (total, rows) = await queries.RejectedAsync(run, MostRejected, cancel);
        return Html.When(total > 0, () => Html.Of(
            $"""
            <h2>拒收行 <small>Rejected rows {Shown(rows.Count, total)}</small></h2>
            <table><thead><tr><th>位置 Place</th><th>单据 Record</th><th>值 Value</th>
            <th>问题 Problem</th><th>处理 Remedy</th></tr></thead>
            <tbody>{Html.Each(rows, Row)}</tbody></table>
            """));

        static Html Row(RejectedLine row)
        {
            var place = new Connectors.Contract.Place(row.File, row.Sheet, row.Row, row.Column);
            return Html.Of(
                $"""
                <tr><td>{place}</td><td>{row.Dataset} {row.Key}</td><td><code>{row.Value}</code></td>
                <td>{row.Message} <small>{row.Code}</small></td><td>{row.Remedy}</td></tr>
                """);
        }
    }

    public async Task<Html> ChunksAsync(long run, CancellationToken cancel)
    {
        var chunks = await queries.ChunksAsync(run, MostChunks + 1, cancel);
        var more = chunks.Count > MostChunks ? $"前 {MostChunks} 个 first {MostChunks}" : $"{chunks.Count}";
        return Html.When(chunks.Count > 0, () => Html.Of(
            $"""
            <h2>分片 <small>Chunks {more}</small></h2>
            <table><thead><tr><th class="n">#</th><th>状态 Status</th><th>内容 Content</th><th class="n">读入行 Rows in</th>
            <th class="n">拒收 Rejected</th><th class="n">次数 Attempts</th><th>工作者 Worker</th><th>开始 Started</th>
            <th class="n">用时 Time</th></tr></thead>
            <tbody>{Html.Each(chunks.Take(MostChunks), Line)}</tbody></table>
            """));

        Html Trouble(ChunkLine chunk) =>
            Html.When(chunk.Error is not null, () => Html.Of($"""<p class="some">{chunk.Error}</p>"""));

        Html Line(ChunkLine chunk) => Html.Of(
            $"""
            <tr><td class="n">{chunk.No}</td><td>{(chunk.Status == "done" ? "完成 done" : "未完成 open")}</td>
            <td><code>{chunk.Content}</code>{Trouble(chunk)}</td>
            <td class="n">{Formats.Count(chunk.RowsIn)}</td><td class="n">{Formats.Count(chunk.Rejected)}</td>
            <td class="n">{chunk.Attempts}</td><td>{chunk.ClaimedBy}</td>
            <td class="at">{formats.Instant(chunk.StartedAt)}</td>
            <td class="n">{Formats.Duration(chunk.Seconds)}</td></tr>
            """);
    }

    private static string Shown(int shown, long total) => shown < total
        ? $"前 {shown} 个，共 {Formats.Count(total)} · first {shown} of {Formats.Count(total)}"
        : Formats.Count(total);
}
