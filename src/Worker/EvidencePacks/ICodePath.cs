using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.EvidencePacks;

/// <summary>Tells how codes came to where they were at an instant (码的路径), from what the hub knows of them.</summary>
internal interface ICodePath
{
    /// <returns>A path for each code and instant, in their order.</returns>
    IReadOnlyList<CodePath> Of(CodeTrace trace, IEnumerable<(string Code, DateTime At)> wanted);
}

/// <summary>The way of one code up to an instant, the oldest step first.</summary>
/// <param name="At">UTC.</param>
/// <param name="Holder">The dealer that answered for the goods then; null: the principal, or nobody known.</param>
/// <param name="Gap">What is missing in the chain, in words; null: nothing.</param>
internal sealed record CodePath(
    string Code, DateTime At, string? Holder, string? Gap, IReadOnlyList<PathStep> Steps);

/// <summary>One step of the way (环节): an event of the code itself or of a unit it lay in.</summary>
/// <param name="Unit">The carton or pallet the step happened to, or that the code was put into.</param>
internal sealed record PathStep(
    DateTime At,
    string Step,
    string Code,
    string? Unit,
    string? FromDealer,
    string? ToDealer,
    string? Document,
    string EventId);
