namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>Which rules a part breaks.</summary>
internal enum Damage
{
    /// <summary>Those of spreadsheets.</summary>
    Content,

    /// <summary>Those of XML.</summary>
    Xml,

    /// <summary>It declares a DTD, which no workbook needs.</summary>
    Dtd,
}

/// <summary>A part of a workbook breaks the rules of its format; the message says how.</summary>
internal sealed class DamagedPartException(string message, Damage damage = Damage.Content) : Exception(message)
{
    public Damage Damage { get; } = damage;
}
