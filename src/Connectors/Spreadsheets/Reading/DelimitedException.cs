namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>A delimited file turned out to be broken while its rows were read; the finding is for its sender.</summary>
internal sealed class DelimitedException(Finding finding) : Exception(finding.Message.English)
{
    public Finding Finding => finding;
}
