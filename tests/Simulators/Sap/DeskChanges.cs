namespace DealerIntegration.Simulators.Sap;

/// <summary>What happens between begin and end: kept as a whole, or taken back.</summary>
internal sealed class DeskChanges(Action keep, Action end) : IDisposable
{
    public void Keep() => keep();

    public void Dispose() => end();
}
