using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Results;
using DealerIntegration.Worker.Dashboard.Pages;

namespace DealerIntegration.Worker.EvidencePacks;

/// <summary>The report as one page that loads nothing from anywhere (网页报告).</summary>
internal static class EvidenceHtml
{
    // Lists longer than this are in the workbook and the lines of JSON.
    private const int MostRows = 500;

    public static Html Of(EvidenceReport report) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="zh"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width">
        <title>窜货证据 {report.Number}</title>{EvidenceStyle.Sheet}</head><body>
        <h1>窜货证据 <span>Evidence of diversion</span></h1>
        <p class="number">{report.Number}</p>
        {Facts(report)}
        <h2>证据 <span>Evidence</span></h2>
        {Said("不利证据 For diversion", "for", report.For)}
        {Said("有利证据 Against it", "against", report.Against)}
        {Said("事实 Facts", "fact", report.Facts)}
        <h2>每日扫码 <span>Scans that count, by day and place</span></h2>
        {EvidenceChart.Days(report.Scans)}
        <h2>地点 <span>Places</span></h2>
        {EvidenceChart.Places(report.Scans)}
        {Html.When(report.Share is not null, () => Html.Of($"<h2>占比 <span>Share of what was shipped</span></h2>"))}
        {EvidenceChart.Share(report)}
        {Scans(report)}
        {Path(report)}
        {Areas(report)}
        {Actions(report)}
        <h2>来源 <span>What it rests on</span></h2>
        {Pairs(report.Origin.Select(o => (o.Name.Both(), o.Value)))}
        </body></html>

        """);

    private static Html Facts(EvidenceReport report) => Pairs(
    [
        ("性质 Standing", report.Standing.Both()),
        ("经销商 Dealer", report.Dealer),
        ("商品 Product", report.Product),
        ("发现地 Found in", report.Destination),
        ("期间 Window", report.Window),
        ("码数 Codes", $"{report.Codes:#,##0}"),
        ("地点数 Places", $"{report.Spots:#,##0}"),
        ("占出库 Of items shipped", report.Shipped is { } shipped ? $"{report.Share:0.00##%} / {shipped:#,##0}" : "–"),
        ("严重程度 Severity", report.Severity.Both()),
        ("置信度 Confidence", $"{report.Confidence} %"),
        ("首次、末次扫码 First and last scan", $"{Time(report.FirstScan)} – {Time(report.LastScan)}"),
    ]);

    private static Html Pairs(IEnumerable<(string Name, string Value)> pairs) => Html.Of(
        $"""<dl>{Html.Each(pairs, p => Html.Of($"<dt>{p.Name}</dt><dd>{p.Value}</dd>"))}</dl>""");

    private static Html Said(string name, string look, IReadOnlyList<Bilingual> lines) => Html.When(
        lines.Count > 0,
        () => Html.Of($"""
            <h3>{name}</h3><ul class="{look}">{Html.Each(lines, line => Html.Of($"<li>{Sentence(line)}</li>"))}</ul>
            """));

    private static Html Scans(EvidenceReport report) => Table(
        "扫码与判定", "Scans and verdicts", report.Scans,
        ["时间 Time", "追溯码 Code", "地区 Area", "地点 Place", "扫码人 Who", "判定 Verdict", "置信度 Sure", "依据 Why"],
        s => Html.Of($"""
            <tr class="{(s.Counts ? "counts" : "innocent")}"><td>{Time(s.At)}</td><td class="code">{s.Code}</td>
            <td>{s.Area}</td><td>{s.Place}</td><td>{s.Actor.Both()}</td><td>{s.Verdict.Both()}</td>
            <td>{s.Confidence} %</td><td>{Html.Each(
                s.For.Concat(s.Against).Concat(s.Facts), line => Html.Of($"<p>{Sentence(line)}</p>"))}</td></tr>
            """));

    private static Html Path(EvidenceReport report) => Table(
        "路径", "Way of each code up to its scan", report.Path,
        ["被扫码 Scanned", "时间 Time", "环节 Step", "移动的码 Moved", "装入 Into", "从 From", "到 To", "单据 Document"],
        s => Html.Of($"""
            <tr><td class="code">{s.Scanned}</td><td>{Time(s.At)}</td><td>{s.Step.Both()}</td>
            <td class="code">{s.Moved}</td><td class="code">{s.Unit}</td><td>{s.From}</td><td>{s.To}</td>
            <td>{s.Document}</td></tr>
            """));

    private static Html Areas(EvidenceReport report) => Table(
        "授权区域", "What the dealer was allowed", report.Areas,
        ["合同 Contract", "种类 Kind", "区域 Areas", "商品 Product", "自 From", "至 To", "版本 Version"],
        a => Html.Of($"""
            <tr><td>{a.Contract}</td><td>{a.Kind.Both()}</td><td>{a.Areas}</td><td>{a.Product}</td>
            <td>{a.From:yyyy-MM-dd}</td><td>{a.To:yyyy-MM-dd}</td><td>{a.Version}</td></tr>
            """));

    private static Html Actions(EvidenceReport report) => Table(
        "处理记录", "What was done about the case", report.Actions,
        ["时间 Time", "处理 What", "经办人 By", "理由 Reason"],
        a => Html.Of(
            $"<tr><td>{Time(a.At)}</td><td>{a.What.Both()}</td><td>{a.By}</td><td>{Sentence(a.Reason)}</td></tr>"));

    private static Html Table<T>(
        string chinese, string english, IReadOnlyList<T> rows, string[] headings, Func<T, Html> row) => Html.When(
        rows.Count > 0,
        () => Html.Of($"""
            <h2>{chinese} <span>{english}</span></h2>
            <table><thead><tr>{Html.Each(headings, h => Html.Of($"<th>{h}</th>"))}</tr></thead>
            <tbody>{Html.Each(rows.Take(MostRows), row)}</tbody></table>
            {Html.When(rows.Count > MostRows, () => Html.Of(
                $"<p>另有 {rows.Count - MostRows} 行，见工作簿。 {rows.Count - MostRows} more are in the workbook.</p>"))}
            """));

    private static Html Sentence(Bilingual text) => Html.Of(
        $"""
        {text.Chinese}{Html.When(text.English != text.Chinese, () => Html.Of($" <small>{text.English}</small>"))}
        """);

    private static string Time(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss");
}
