using System.Globalization;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// The line's place in its document, counted from one (行号), for sources that do not number their lines.
/// </summary>
internal sealed class PositionFieldReader(FieldSpec spec) : FieldReader(spec, null)
{
    public override IEnumerable<string> Paths => [];

    public override string? Column => null;

    protected override object? ReadUnsigned(in Row row, List<Problem> problems) => Spec.Type == FieldType.Integer
        ? (long)row.Number
        : row.Number.ToString(CultureInfo.InvariantCulture);
}
