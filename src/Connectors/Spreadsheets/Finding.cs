namespace DealerIntegration.Connectors.Spreadsheets;

/// <summary>What is wrong and what to do about it (问题与处理办法), under a code that stays the same for ever.</summary>
public sealed record Finding(string Code, Bilingual Message, Bilingual Remedy);
