using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Demo;

/// <summary>What the person at the keyboard asked of the demo. Files that are null are not written.</summary>
internal sealed record DemoOptions(
    Month Period, int Seed, bool Once, string? Data, string? TruthFile, string? FoundFile, string? JsonFile);
