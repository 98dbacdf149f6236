using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Mapping.Converting;

/// <summary>
/// The list of converters a mapping file may name. One with an argument is written <c>name:argument</c>.
/// </summary>
internal static class Converters
{
    /// <summary>Not a conversion: the 1-based position of a line inside its document.</summary>
    public const string RowNumber = "rowNumber";

    private static readonly Dictionary<string, Converter> Plain = new[]
    {
        new Converter("decimal", FieldType.Decimal, Numbers.Decimal),
        new Converter("integer", FieldType.Integer, Numbers.Integer),
        new Converter("date", FieldType.Date, Dates.Date),
        new Converter("instant", FieldType.Instant, Dates.Instant),
        new Converter("epochSeconds", FieldType.Text, Epochs.Seconds),
        new Converter("epochMilliseconds", FieldType.Text, Epochs.Milliseconds),
        new Converter("sapDate", FieldType.Date, SapDates.Date),
        new Converter("sapInstant", FieldType.Instant, SapDates.Instant),
        new Converter("idocDate", FieldType.Date, IdocValues.Date),
        new Converter("idocNumber", FieldType.Decimal, IdocValues.Number),
        new Converter("alpha", FieldType.Text, IdocValues.Alpha),
        new Converter("trim", FieldType.Text, Texts.Trim),
        new Converter("trimZeros", FieldType.Text, Texts.TrimZeros),
        new Converter("upper", FieldType.Text, Texts.Upper),
        new Converter("integerText", FieldType.Text, Texts.IntegerText),
    }.Concat(TraceCodes.Unconfigured.Converters).ToDictionary(c => c.Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, Func<string, Converter?>> WithArgument = new(StringComparer.Ordinal)
    {
        ["localInstant"] = LocalInstants.For,
        ["localDate"] = NamedDates.In,
        ["date"] = NamedDates.As,
    };

    public static IEnumerable<string> Names =>
        Plain.Keys.Concat(["localInstant:<zone>", "localDate:<zone>", "date:<pattern>"]).Append(RowNumber)
            .Order(StringComparer.Ordinal);

    public static Converter? Find(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? Plain.GetValueOrDefault(name)
            : WithArgument.GetValueOrDefault(name[..colon])?.Invoke(name[(colon + 1)..]);
    }

    /// <summary>How text becomes a field's type when the mapping names no converter for it.</summary>
    public static Converter? DefaultFor(FieldType type) => type switch
    {
        FieldType.Decimal => Plain["decimal"],
        FieldType.Integer => Plain["integer"],
        FieldType.Date => Plain["date"],
        FieldType.Instant => Plain["instant"],
        FieldType.TraceCode => Plain[TraceCodes.Normal],
        _ => null,
    };
}
