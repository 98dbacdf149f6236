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
    public string In(ReplyLanguage language) => language == ReplyLanguage.Chinese ? Chinese : English;

    public override string ToString() => $"{Chinese} / {English}";
}
