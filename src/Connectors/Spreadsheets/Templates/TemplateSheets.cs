namespace DealerIntegration.Connectors.Spreadsheets.Templates;

/// <summary>
/// The sheets that a template adds for people (模板附页). They say nothing of the dealer's business and are never read; so
/// their names are in both languages, which no dealer's own sheet is.
/// </summary>
internal static class TemplateSheets
{
    public const string Guide = "填写说明 Guide";
    public const string Example = "示例 Example";
    public const string Lists = "清单 Lists";

    public static bool IsOurs(string name) => name is Guide or Example or Lists;
}
