using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Cases;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>One diversion case: what was found and weighed, its life, what it moved, every scan (案件卷宗).</summary>
internal sealed class CasePage(CaseDesk desk, CaseForms forms, Frame frame, Formats formats, RunPage other)
{
    private const int PageSize = 200;

    public static string Address(string number) => $"/cases/{Uri.EscapeDataString(number)}";

    /// <summary>A fraction in percent.</summary>
    public static string Percent(decimal? share) => share is { } part
        ? (part * 100m).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture) + " %"
        : "–";

    public Task<IResult> ShowAsync(HttpContext http, string number, int page, CancellationToken cancel) =>
        RenderAsync(http, number, page, null, StatusCodes.Status200OK, cancel);

    public async Task<IResult> RenderAsync(
        HttpContext http, string number, int page, Html? problem, int status, CancellationToken cancel)
    {
        CaseFile file;
        try
        {
            file = await desk.OpenAsync(number, cancel);
        }
        catch (UsageException)
        {
            return other.NotFound(http);
        }

        var view = file.View;
        var pager = new Pager(page, PageSize, file.Scans.Count);
        var main = Html.Of(
            $"""
            <p class="path"><a href="/cases">窜货案件 Cases</a></p>
            <h1>{number} <small>{view.Found.DealerCode} {view.Found.DealerName}</small> {CaseMarks.State(view)}</h1>
            {Html.When(problem is not null, () => Html.Of($"""<p class="problem" role="alert">{problem}</p>"""))}
            {Withdrawn(view, file.Withdrawal)}
            {Summary(view)}
            <h2>权衡 <small>What was weighed</small></h2>
            <ul class="weighed">{Html.Each(view.Found.Weighed.Lines, Weighed)}</ul>
            {forms.Evidence(http, view)}
            {forms.Render(http, view)}
            {Life(view)}
            {Moves(file.Moves)}
            {Scans(file, pager.Skip)}
            {pager.Links(p => $"{Address(number)}?page={p}#scans")}
            <p class="note">时间 Times: {formats.Zone}</p>
            """);
        return frame.Render(http, number, main, status: status);
    }

    private static Html Withdrawn(CaseView view, Withdrawal? withdrawal) => withdrawal is null
        ? Html.Nothing
        : Html.Of(
            $"""
            <div class="box incomplete"><p>最近一次比对（运行 <a href="/runs/{withdrawal.Run}">{withdrawal.Run}</a>
            ）不再构成案件，须由人结案。 The latest findings make no case of it any more; a person has to close it. What
            follows is what run <a href="/runs/{view.Found.Run}">{view.Found.Run}</a> had found.</p>
            <p>该案计入的扫码现判为 Its scans are now: {string.Join("; ", withdrawal.Scans.Select(Now))}</p>
            <ul class="weighed">{Html.Each(withdrawal.Observation?.Lines ?? [], Weighed)}</ul></div>
            """);

    private static string Now(VerdictCount scans) => scans.Verdict is null
        ? $"{scans.Scans} × 正常或已撤回 clean or taken back"
        : $"{scans.Scans} × {FindingWords.Verdict(scans.Verdict).Both()} "
            + $"({FindingWords.Signal(scans.DecidedBy!).Both()})";

    private Html Summary(CaseView view)
    {
        var c = view.Found;
        return Html.Of(
            $"""
            <dl class="summary">
            <div><dt>商品 Product</dt><dd>{c.ProductCode} {c.ProductName}</dd></div>
            <div><dt>发现地 Found in</dt><dd>{view.Terms.Place(c.AreaCode)}</dd></div>
            <div><dt>期间 Window</dt><dd>{c.Window}</dd></div>
            <div><dt>码数 Codes</dt><dd>{Formats.Count(c.Codes)}</dd></div>
            <div><dt>发货件数 Items shipped</dt><dd>{(c.Shipped is { } all ? Formats.Count(all) : "–")}</dd></div>
            <div><dt>占比 Share</dt><dd>{Percent(c.Share)}</dd></div>
            <div><dt>地点 Places</dt><dd>{c.Spots}</dd></div>
            <div><dt>程度 Severity</dt><dd>{FindingWords.Severity(c.Severity).Both()}</dd></div>
            <div><dt>货值 Worth</dt><dd>{(c.Value is { } worth ? Formats.Money(worth) : "–")}</dd></div>
            <div><dt>置信度 Confidence</dt><dd>{c.Confidence} %</dd></div>
            <div><dt>扫码 Scans</dt><dd>{formats.Instant(c.FirstScan)} – {formats.Instant(c.LastScan)}</dd></div>
            <div><dt>规则版本 Rules version</dt><dd>{c.RulesVersion}</dd></div>
            <div><dt>运行 Run</dt><dd><a href="/runs/{c.Run}">{c.Run}</a></dd></div>
            <div><dt>期限 Due</dt><dd>{CaseMarks.Deadline(view)}</dd></div>
            </dl>
            """);
    }

    private static Html Weighed(WeighedLine line) => line.Bearing switch
    {
        Bearing.For => Html.Of($"""<li><span class="status failed">支持 for</span> {Said(line.Text)}</li>"""),
        Bearing.Against => Html.Of(
            $"""<li><span class="status succeeded">不支持 against</span> {Said(line.Text)}</li>"""),
        _ => Html.Of($"""<li><span class="status queued">事实 fact</span> {Said(line.Text)}</li>"""),
    };

    private static Html Said(Told text) => Html.Of(
        $"""
        {text.Chinese}{Html.When(text.English != text.Chinese, () => Html.Of($"<small>{text.English}</small>"))}
        """);

    private Html Life(CaseView view)
    {
        return Html.Of(
            $"""
            <h2 id="life">过程 <small>Life</small></h2>
            {(view.Steps.Count == 0
                ? Html.Of($"""<p class="none">尚未处理。 Nobody has done anything about it yet.</p>""")
                : Html.Of(
                    $"""
                    <div class="wide"><table class="money"><thead><tr><th class="n">#</th><th>时间 At</th>
                    <th>操作 Step</th><th>操作人 By</th><th>原因 Reason</th><th>附件 Paper</th></tr></thead>
                    <tbody>{Html.Each(view.Steps, Line)}</tbody></table></div>
                    """))}
            """);

        Html Line(StoredCaseStep stored) => Html.Of(
            $"""
            <tr><td class="n">{stored.Step.No}</td><td class="at">{formats.Instant(stored.At)}</td>
            <td>{CaseWords.Action(stored.Step.Action).Both()}</td><td>{stored.Step.By}</td>
            <td class="text">{stored.Step.Reason}</td><td>{Html.When(stored.PaperName is not null, () => Html.Of(
                $"""
                <a href="{Address(view.Found.Number)}/papers/{stored.Step.No}" download>{stored.PaperName}</a>
                <small>{stored.PaperHash![..12]}</small>
                """))}</td></tr>
            """);
    }

    private static Html Moves(IReadOnlyList<VolumeMove> moves) => Html.When(moves.Count > 0, () => Html.Of(
        $"""
        <h2>调整量 <small>Volume moved</small></h2>
        <div class="wide"><table class="money"><thead><tr><th class="n">#</th><th>方向 Side</th><th>经销商 Dealer</th>
        <th>日期 Day</th><th class="n">件数 Items</th><th class="n">未税 Without tax</th><th class="n">含税 With tax</th>
        <th>计算 Arithmetic</th></tr></thead><tbody>{Html.Each(moves, Move)}
        <tr class="total"><td colspan="4">合计 Sum</td><td class="n">{moves.Sum(m => m.Quantity):0.####}</td>
        <td class="n">{Formats.Money(moves.Sum(m => m.NetAmount))}</td>
        <td class="n">{Formats.Money(moves.Sum(m => m.GrossAmount))}</td><td></td></tr></tbody></table></div>
        """));

    private static Html Move(VolumeMove move) => Html.Of(
        $"""
        <tr><td class="n">{move.Seq}</td><td>{CaseWords.Side(move.Side).Both()}</td>
        <td>{move.DealerCode ?? "公司 house"}</td><td class="at">{move.HappenedOn:yyyy-MM-dd}</td>
        <td class="n">{move.Quantity:0.####}</td><td class="n">{Formats.Money(move.NetAmount)} {move.Currency}</td>
        <td class="n">{Formats.Money(move.GrossAmount)}</td><td class="text"><p>{Said(move.Words)}</p></td></tr>
        """);

    private Html Scans(CaseFile file, int skip)
    {
        return Html.Of(
            $"""
            <h2 id="scans">扫码 <small>Scans {Formats.Count(file.Scans.Count)}</small></h2>
            <div class="wide"><table class="money"><thead><tr><th>时间 At</th><th>码 Code</th><th>地点 Place</th>
            <th>扫码人 By</th><th>发货单 Shipment</th><th>判定 Verdict</th><th>权衡 Weighed</th></tr></thead>
            <tbody>{Html.Each(file.Scans.Skip(skip).Take(PageSize), Line)}</tbody></table></div>
            """);

        Html Line(CaseScan scan) => Html.Of(
            $"""
            <tr><td class="at">{formats.Instant(scan.ScannedAt)}</td><td><code>{scan.Code}</code></td>
            <td>{file.View.Terms.Place(scan.AreaCode)} <small>{scan.Place}</small></td>
            <td>{FindingWords.Actor(scan.Actor).Both()}</td><td>{scan.Shipment}</td>
            <td>{FindingWords.Verdict(scan.Verdict).Both()}
            <small>{FindingWords.Signal(scan.DecidedBy).Both()} · {scan.Confidence} %</small></td>
            <td class="text">{Html.Each(
                scan.Weighed.Lines, line => Html.Of($"<p>{line.Sign} {Said(line.Text)}</p>"))}</td></tr>
            """);
    }
}
