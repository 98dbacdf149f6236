using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes.Lines;

/// <summary>
/// One way to read an invoice with the eyes of a document (按凭据逐行重算): what each line that the document says otherwise
/// would add to the invoice.
/// </summary>
/// <param name="Source">The document that says so, as it opens a sentence: "Shipment 80001".</param>
/// <param name="Documents">Numbers of the documents that prove it.</param>
internal sealed record Reading(string Source, IReadOnlyList<string> Documents, IReadOnlyList<LineEffect> Effects);

/// <summary>What one line adds to the invoice, with tax.</summary>
/// <param name="Says">What the document says of the line: "90 of 100 received".</param>
/// <param name="OurCorrection">True: our invoice is the wrong one.</param>
internal sealed record LineEffect(EvidenceLine Line, decimal Amount, string Says, bool OurCorrection)
{
    public string Place => $"line {Line.Position} ({Line.ProductCode})";

    public string Text => $"{Place}: {Says}, {AmountText.Of(Amount)} with tax";
}
