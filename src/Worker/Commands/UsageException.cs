namespace DealerIntegration.Worker.Commands;

/// <summary>What was asked for on the command line cannot be: the message names what there is instead.</summary>
internal sealed class UsageException(string message) : Exception(message);
