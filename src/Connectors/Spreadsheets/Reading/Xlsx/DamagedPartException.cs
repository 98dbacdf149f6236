namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>A part of a workbook breaks the rules of its format; the message says how.</summary>
internal sealed class DamagedPartException(string message) : Exception(message);
