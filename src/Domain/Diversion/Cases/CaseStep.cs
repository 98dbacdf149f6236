namespace DealerIntegration.Domain.Diversion.Cases;

/// <summary>One step in the life of a case (案件步骤). Steps are added, never changed.</summary>
/// <param name="No">From 1, without a gap.</param>
/// <param name="State">Where the case stood after it.</param>
/// <param name="By">Name of the person.</param>
/// <param name="On">Business date.</param>
public sealed record CaseStep(int No, CaseAction Action, CaseState State, string By, DateOnly On, string Reason);
