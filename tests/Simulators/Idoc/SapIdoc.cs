using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Idoc;

/// <summary>An order confirmation that SAP made (ORDRSP): a record as it was when it was put.</summary>
/// <param name="Number">DOCNUM; SAP counts them up.</param>
internal sealed record SapIdoc(string Number, DateTimeOffset MadeAt, StageRecord Record)
{
    public static string Numbered(long number) => $"{number:D16}";
}
