namespace DealerIntegration.Connectors.Epcis;

/// <summary>Why an event, or a code of it, cannot be taken (拒收原因).</summary>
/// <param name="Path">Where in the event; null: it is about the event as a whole.</param>
/// <param name="Line">Line of the code in a table; null: the event's own.</param>
internal sealed record EventProblem(
    string Code, string? Path, string? Value, string Message, string Remedy, long? Line = null);

/// <summary>Ends the reading of one event.</summary>
internal sealed class EventRejection(EventProblem problem) : Exception(problem.Message)
{
    public EventProblem Problem { get; } = problem;

    public static EventRejection Of(string code, string? path, string? value, string message, string remedy) =>
        new(new EventProblem(code, path, value, message, remedy));
}
