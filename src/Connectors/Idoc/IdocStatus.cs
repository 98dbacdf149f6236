namespace DealerIntegration.Connectors.Idoc;

/// <summary>What SAP says of an IDoc that it took from us (IDoc 状态): received is not posted.</summary>
/// <param name="Number">Our DOCNUM.</param>
/// <param name="Code">Two digits: 53 is posted.</param>
/// <param name="Text">SAP's words, with their values put in.</param>
/// <param name="Document">Number of the document that SAP made of it, where it tells.</param>
internal sealed record IdocStatus(string Number, string Code, string Text, string? Document)
{
    // Not posted, with errors in the syntax, the service or the application, or marked as not to be worked on.
    private static readonly string[] Final = ["51", "56", "60", "63", "65", "68"];

    public bool IsPosted => Code == "53";

    public bool IsRefused => Final.Contains(Code);

    public override string ToString() => Text.Length == 0 ? $"status {Code}" : $"status {Code}: {Text}";
}
