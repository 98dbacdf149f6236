using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Cases;

/// <summary>What somebody wants to do about a case.</summary>
/// <param name="By">Name of a user of the hub.</param>
/// <param name="Paper">Stays with the step.</param>
/// <param name="Seen">Number of the last step that the person has seen; null: whatever it is.</param>
internal sealed record CaseRequest(string Number, string By, string Reason, CasePaper? Paper = null, int? Seen = null);
