using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Spreadsheets;

/// <summary>The language a dealer is answered in (语言).</summary>
public enum ReplyLanguage
{
    Chinese,
    English,
}

/// <summary>One sentence for dealers in both languages (双语).</summary>
public sealed record Bilingual(string Chinese, string English)
{
    /// <summary>Both, the Chinese first; once where they are the same.</summary>
    public string Both() => Chinese == English ? Chinese : $"{Chinese} {English}";

    public static Bilingual Of(Told told) => new(told.Chinese, told.English);

    /// <summary>What reads the same in both: a name, a code.</summary>
    public static Bilingual Same(string text) => new(text, text);

    public string In(ReplyLanguage language) => language == ReplyLanguage.Chinese ? Chinese : English;

    public override string ToString() => $"{Chinese} / {English}";
}
