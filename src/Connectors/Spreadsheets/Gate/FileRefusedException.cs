namespace DealerIntegration.Connectors.Spreadsheets.Gate;

/// <summary>While a file was read it turned out that it cannot be taken; nothing of it counts.</summary>
internal sealed class FileRefusedException(Finding refusal) : Exception(refusal.Message.English)
{
    public Finding Refusal { get; } = refusal;
}
