namespace DealerIntegration.Connectors.Configuration;

/// <summary>
/// How long a push without an answer stays open (结果沉淀时间). A partner may be at it long after we have stopped to listen,
/// and enter the document when a look-up has just not found it: sent again at once, it would be there twice.
/// </summary>
public static class SettlingTime
{
    // At the timeout of a minute that is as long as SAP lets a step run.
    private const int TimesTimeout = 10;

    public static TimeSpan Of(ConnectorFile file) => TimeSpan.FromSeconds(
        file.Limits.SettleSeconds ?? (TakesTwice(file) ? TimesTimeout * file.Limits.TimeoutSeconds : 0));

    // The others turn our key down the second time.
    private static bool TakesTwice(ConnectorFile file) => file.Kind == ConnectorKind.Sap
        || file.Http?.Targets.Values.Any(
            t => t.KeyHeader is null && t.Duplicate.Count == 0 && t.DuplicateCodes.Count == 0) == true;
}
