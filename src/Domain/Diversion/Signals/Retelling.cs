namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// When two events tell of one scan (同一次扫码): whatever ids their sources gave them, nobody reads one code twice on one
/// device, or at one place, within the same second.
/// </summary>
internal static class Retelling
{
    // Some sources write fractions of a second and others cut them off.
    private static readonly TimeSpan Instant = TimeSpan.FromSeconds(1);

    /// <summary>Whether two scans of one code are one.</summary>
    /// <remarks>Not where they name two cities: then one of the areas is wrong, and nothing says which.</remarks>
    public static bool IsOne(Scan first, Scan second) =>
        IsOneInstant(first, second)
        && (IsOneDevice(first, second) || (first.Place is { } place && place == second.Place))
        && AreaCode.IsValid(first.AreaCode) && AreaCode.IsValid(second.AreaCode)
        && AreaCode.Prefecture(first.AreaCode) == AreaCode.Prefecture(second.AreaCode);

    public static bool IsOneInstant(Scan first, Scan second) =>
        (second.ScannedAt - first.ScannedAt).Duration() < Instant;

    public static bool IsOneDevice(Scan first, Scan second) => first.Device is { } device && device == second.Device;
}
