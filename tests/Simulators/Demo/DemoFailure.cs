namespace DealerIntegration.Simulators.Demo;

/// <summary>The demo cannot go on; the message says why and what to do.</summary>
internal sealed class DemoFailure(string message) : Exception(message);
