using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Tests.Compliance.Partners;

/// <summary>
/// What a partner cannot do, each with the reason why (能力声明): a test that needs it proves instead that it cannot. What
/// is null the partner can do, and the suite insists on it.
/// </summary>
internal sealed record Abilities
{
    /// <summary>It is not called: nothing that befalls a call can befall it.</summary>
    public string? NoCalls { get; init; }

    /// <summary>It does not tell its clock with what it sends.</summary>
    public string? NoClock { get; init; }

    /// <summary>What becomes of a document is said some time after it was taken.</summary>
    public string? AnswersLater { get; init; }

    /// <summary>Its list cannot be asked for what changed within a window.</summary>
    public string? NoWindows { get; init; }

    /// <summary>Its list does not say how many records it has.</summary>
    public string? NoTotal { get; init; }

    /// <summary>Reads need no token that could run out.</summary>
    public string? NoReadToken { get; init; }

    /// <summary>Writes need no token that could run out.</summary>
    public string? NoWriteToken { get; init; }

    /// <summary>It does not notice that a key came before: only the look-up keeps a document from coming twice.
    /// </summary>
    public string? NoDuplicateCheck { get; init; }

    /// <summary>Its connector looks a key up before the very first send, too.</summary>
    public bool LooksUpFirst { get; init; }

    /// <summary>What a read makes of an error inside an answer, as the partner words it.</summary>
    public ConnectorFailure ErrorInside { get; init; } = ConnectorFailure.Transient;
}
