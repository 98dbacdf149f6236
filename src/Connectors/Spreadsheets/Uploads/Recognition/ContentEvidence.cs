using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>
/// What the values of a column tell (内容证据): codes of known products, check digits of GS1, words of a closed list, dates
/// of the period. Values of the right type alone say little, and only that the column may be asked about.
/// </summary>
internal sealed class ContentEvidence(
    UploadDefinition definition, DatasetSpec spec, TableSample sample, IUploadKnowledge knowledge)
{
    private const decimal Known = 0.9m;
    private const decimal CheckDigit = 0.6m;
    private const decimal DatesOfPeriod = 0.8m;
    private const decimal OnlyDates = 0.5m;
    private const decimal RightType = 0.2m;
    private const decimal Most = 0.9m;
    private const int Enough = 3;

    private readonly CodeEvidence codes = new(knowledge);

    /// <param name="columns">The columns no heading has settled.</param>
    public IEnumerable<FieldGuess> Of(HeadedColumn column, IReadOnlyList<HeadedColumn> columns)
    {
        var values = sample.Column(column.Column);
        foreach (var (field, rules) in definition.Columns.Where(c => !c.Value.FreeText && values.Cells.Count > 0))
        {
            var found = spec.TypeOf(field) switch
            {
                FieldType.Date or FieldType.Instant when values.AreDates => Dates(rules, columns, values),
                FieldType.TraceCode => codes.Of(values),
                FieldType.Decimal when values.AreNumbers => (RightType, new("内容是数字", "its values are numbers")),
                FieldType.Text when rules.Product => Products(values),
                FieldType.Text when rules.Map.Count > 0 => Listed(rules, values),
                _ => default((decimal, Bilingual)?),
            };
            if (found is var (confidence, why))
            {
                yield return new FieldGuess(column, field, 0, confidence, why);
            }
        }
    }

    /// <summary>Whether the values can be what the field holds at all.</summary>
    public bool Allows(string field, HeadedColumn column)
    {
        var values = sample.Column(column.Column);
        return values.Cells.Count == 0 || spec.TypeOf(field) switch
        {
            FieldType.Decimal => values.ShareOf(c => ValueReader.TryNumber(c, out _)) >= 0.5m,
            FieldType.TraceCode => codes.Of(values) is not null,
            FieldType.Date or FieldType.Instant => values.ShareOf(c =>
                c.Date is not null || YearLastDate.MayBeDate(c.Text) || ValueReader.TryDate(c, out _)) >= 0.5m,
            _ => definition.Columns[field].Map.Count == 0 || Listed(definition.Columns[field], values) is not null,
        };
    }

    private (decimal, Bilingual)? Products(ColumnSample values)
    {
        var known = values.ShareOf(c => ProductCode.Resolve(CellText.Fold(c.Text), knowledge) is not null);
        if (known >= Most && values.Cells.Count >= Enough && values.Distinct > 1)
        {
            return (Known, new("内容是目录中的商品编码", "its values are codes of known products"));
        }

        var checkDigits = values.ShareOf(c => CellText.Fold(c.Text) is { Length: 8 or 12 or 13 or 14 } code
            && CheckDigits.EndsInMod10(code));
        return checkDigits == 1 && values.Cells.Count >= Enough && values.Distinct > 1
            ? (CheckDigit, new("内容是校验位正确的商品条码", "its values are barcodes with sound check digits"))
            : known > 0 ? (RightType, new("部分内容是商品编码", "some of its values are codes of known products"))
            : null;
    }

    private static (decimal, Bilingual)? Listed(ColumnDefinition rules, ColumnSample values)
    {
        var words = rules.Map.Keys.Select(HeadingText.Key).ToHashSet(StringComparer.Ordinal);
        return values.ShareOf(c => words.Contains(HeadingText.Key(c.Text))) < Most ? null
            : values.Cells.Count >= Enough && values.Distinct > 1
                ? (Known, new("内容都是列表中的词", "its values are words of the list"))
                : (RightType, new("内容是列表中的词", "its value is a word of the list"));
    }

    private (decimal, Bilingual)? Dates(
        ColumnDefinition rules, IReadOnlyList<HeadedColumn> columns, ColumnSample values)
    {
        var only = columns.Count(c => sample.Column(c.Column).AreDates) == 1;
        var inPeriod = rules.WithinPeriod
            && values.Cells.All(c => ValueReader.TryDate(c, out var date) && knowledge.Period.Contains(date));
        return only && inPeriod
            ? (DatesOfPeriod, new("唯一的日期列，且都在本期内", "the only column of dates, all within the period"))
            : only ? (OnlyDates, new("唯一的日期列", "the only column of dates"))
            : (RightType, new("内容是日期", "its values are dates"));
    }
}
