namespace DealerIntegration.Connectors.Contract;

/// <summary>
/// The slice a pull asks for (时间窗): changes from (inclusive) to (exclusive); open ends ask for everything.
/// </summary>
public sealed record Window(DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    public static readonly Window Everything = new();
}
