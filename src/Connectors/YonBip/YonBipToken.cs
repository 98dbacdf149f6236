namespace DealerIntegration.Connectors.YonBip;

/// <summary>A token of the gateway (access_token) and when to fetch another, some time before it runs out.</summary>
internal sealed record YonBipToken(string Value, DateTimeOffset RenewAt)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <param name="lifetime">As the answer states it; one too short for the margin is used for half of it.</param>
    public static YonBipToken Lasting(string value, TimeSpan lifetime, DateTimeOffset now) =>
        new(value, now + (lifetime > Margin * 2 ? lifetime - Margin : lifetime / 2));
}
