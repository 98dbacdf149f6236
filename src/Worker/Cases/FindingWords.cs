using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Domain.Diversion.Signals;

namespace DealerIntegration.Worker.Cases;

/// <summary>The words for what a run found (判定用语), the same on pages and in packs; others stand as they are.</summary>
internal static class FindingWords
{
    public static Bilingual Standing(string standing) => standing switch
    {
        "case" => new("立案", "case"),
        "observation" => new("观察（未立案）", "observation, nobody is accused"),
        _ => Bilingual.Same(standing),
    };

    public static Bilingual Severity(string severity) => severity switch
    {
        "Minor" => new("一般", "minor"),
        "Serious" => new("严重", "serious"),
        "Grave" => new("重大", "grave"),
        _ => Bilingual.Same(severity),
    };

    public static Bilingual Actor(string actor) => actor switch
    {
        "Inspector" => new("稽查", "inspector"),
        "Outlet" => new("终端", "outlet"),
        "Consumer" => new("消费者", "consumer"),
        _ => Bilingual.Same(actor),
    };

    public static Bilingual Verdict(string verdict) => verdict switch
    {
        "Clean" => new("正常", "clean"),
        "Diverted" => new("疑似窜货", "diverted"),
        "Cloned" => new("克隆码", "cloned"),
        "Authorised" => new("经授权", "authorised"),
        "Explained" => new("有合理解释", "explained"),
        "MissingRead" => new("漏扫", "missing read"),
        "Undecided" => new("无法判定", "undecided"),
        _ => Bilingual.Same(verdict),
    };

    /// <summary>The signal that decided.</summary>
    public static Bilingual Signal(string name) => Bilingual.Of(SignalTerms.Of(name));
}
