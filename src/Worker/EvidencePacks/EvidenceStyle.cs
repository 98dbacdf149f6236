using DealerIntegration.Worker.Dashboard.Pages;

namespace DealerIntegration.Worker.EvidencePacks;

/// <summary>The look of the report, on the screen and on paper.</summary>
internal static class EvidenceStyle
{
    public static readonly Html Sheet = Html.Of($$"""
        <style>
        body { font: 14px/1.5 "Microsoft YaHei", "Noto Sans CJK SC", "PingFang SC", sans-serif; color: #1c2733;
          max-width: 1080px; margin: 28px auto; padding: 0 20px; }
        h1 { color: #1f3a5f; margin: 0; } h2 { color: #1f3a5f; margin: 28px 0 8px; font-size: 18px; }
        h3 { margin: 12px 0 2px; font-size: 14px; }
        h1 span, h2 span { font-weight: normal; font-size: 14px; color: #51606f; }
        .number { font: 16px monospace; margin: 4px 0 16px; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 18px; margin: 0; }
        dt { color: #51606f; } dd { margin: 0; overflow-wrap: anywhere; }
        ul { margin: 0; padding-left: 20px; }
        ul.for li::marker { color: #d1495b; } ul.against li::marker { color: #2a9d5c; }
        small { color: #51606f; font-size: 11px; }
        li small, td small { display: block; } td p { margin: 0 0 4px; }
        svg { width: 100%; height: auto; }
        table { border-collapse: collapse; width: 100%; font-size: 12px; }
        th { background: #1f3a5f; color: #fff; text-align: left; font-weight: normal; }
        th, td { border: 1px solid #c5ceda; padding: 3px 6px; vertical-align: top; white-space: pre-line; }
        td.code { font-family: monospace; overflow-wrap: anywhere; }
        tr.innocent td { background: #eef7f0; }
        thead { display: table-header-group; } tr { break-inside: avoid; }
        @media print { body { max-width: none; margin: 0; font-size: 11px; } }
        </style>
        """);
}
