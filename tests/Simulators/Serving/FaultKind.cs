namespace DealerIntegration.Simulators.Serving;

/// <summary>One way in which a call goes wrong (故障).</summary>
/// <param name="Sentence">What the partner does, for whoever rehearses with it.</param>
/// <param name="Only">The calls it befalls unless said otherwise; null: any.</param>
internal sealed record FaultKind(string Name, string Sentence, CallKind? Only = null);
