namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

internal enum XmlToken
{
    End,
    Open,
    Close,
    Text,
}
