using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Codes;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>
/// Turns a cell into a value of its field's type, or says why it cannot be one. Nothing is silently changed.
/// </summary>
internal static class ValueReader
{
    // Beyond any amount or quantity of the business; sums of such numbers would leave the range of decimal.
    private const decimal Implausible = 1e18m;

    public static Finding? Read(
        GridCell cell, FieldType type, ColumnDefinition column, IUploadKnowledge knowledge, out object? value)
    {
        value = null;
        if (cell.Defect is not null)
        {
            return CellFindings.Defect(cell.Defect);
        }

        return type switch
        {
            FieldType.Decimal => Decimal(cell, column, out value),
            FieldType.Date => Date(cell, column, knowledge, out value),
            FieldType.Text => Text(cell, column, knowledge, out value),
            FieldType.Instant => Instant(cell, column, knowledge, out value),
            FieldType.TraceCode => ScannedCode.Read(cell, knowledge, out value),
            _ => throw new NotSupportedException($"Dealers' spreadsheets hold no fields of type {type}."),
        };
    }

    public static bool TryNumber(GridCell cell, out decimal number)
    {
        number = cell.Number ?? 0;
        return cell.Defect is null
            && (cell.Number is not null || AmountText.TryParse(cell.Text, out number))
            && Math.Abs(number) < Implausible;
    }

    public static bool TryDate(GridCell cell, out DateOnly date)
    {
        date = cell.Date ?? default;
        return cell.Date is not null
            || (cell.Number is { } number
                ? DateText.TryParse(number, out date)
                : DateText.TryParse(cell.Text, out date) || YearLastDate.TryParse(cell.Text, out date));
    }

    private static Finding? Decimal(GridCell cell, ColumnDefinition column, out object? value)
    {
        value = null;
        if (cell.Kind is CellKind.Date or CellKind.Boolean || !TryNumber(cell, out var number))
        {
            return CellFindings.NotANumber();
        }

        // 10.50 and 10.5 are one number; digits other than zeros beyond the scale are not ours to drop.
        if (column.MaxScale is { } scale && ScaleOf(number) > scale)
        {
            return CellFindings.TooManyDecimals(scale);
        }

        if (column.Minimum is { } minimum && number < minimum)
        {
            return CellFindings.TooSmall(minimum);
        }

        if (column.AboveZero && number <= 0)
        {
            return CellFindings.NotAboveZero();
        }

        value = number;
        return null;
    }

    private static Finding? Date(GridCell cell, ColumnDefinition column, IUploadKnowledge knowledge, out object? value)
    {
        value = null;
        if (!TryDate(cell, out var date))
        {
            return CellFindings.NotADate();
        }

        value = date;
        return Refused(date, column, knowledge);
    }

    private static Finding? Instant(
        GridCell cell, ColumnDefinition column, IUploadKnowledge knowledge, out object? value)
    {
        value = null;
        if (!TryDate(cell, out var date))
        {
            return CellFindings.NotADate();
        }

        value = knowledge.InstantOf(date, TimeOfDay.In(cell.Text) ?? TimeOfDay.Last);
        return Refused(date, column, knowledge);
    }

    private static Finding? Refused(DateOnly date, ColumnDefinition column, IUploadKnowledge knowledge)
    {
        // A month that lies ahead as a whole was opened on purpose, to prepare or rehearse it.
        if (column.NotAfterReceipt && date > knowledge.ReceivedOn && knowledge.Period.Start <= knowledge.ReceivedOn)
        {
            return CellFindings.InTheFuture(date, knowledge.ReceivedOn);
        }

        return column.WithinPeriod && !knowledge.Period.Contains(date)
            ? CellFindings.OutsidePeriod(knowledge.Period.ToString())
            : null;
    }

    private static Finding? Text(GridCell cell, ColumnDefinition column, IUploadKnowledge knowledge, out object? value)
    {
        var text = column.FreeText ? cell.Text.Trim() : CellText.Fold(cell.Text);
        value = text;
        if (column.Map.Count > 0)
        {
            var heading = CellText.Heading(text);
            var known = column.Map.FirstOrDefault(m => CellText.Heading(m.Key) == heading);
            value = known.Value;
            return known.Key is null ? CellFindings.NotListed(column.Map) : null;
        }

        if (!column.FreeText && cell.Kind == CellKind.Text && SpreadsheetDamage.OfText(text) is not null
            && !knowledge.IsProduct(text))
        {
            value = null;
            return CodeFindings.Damaged();
        }

        if (column.Product)
        {
            value = ProductCode.Resolve(text, knowledge);
            return value is null ? CellFindings.UnknownProduct() : null;
        }

        if (column.Dealer && !knowledge.IsDealer(text))
        {
            value = text.ToUpperInvariant();
            return knowledge.IsDealer((string)value) ? null : CellFindings.UnknownDealer(knowledge.DealerNamed(text));
        }

        return null;
    }

    internal static int ScaleOf(decimal number)
    {
        var scale = 0;
        for (var rest = number; rest != decimal.Truncate(rest) && scale < 28; scale++)
        {
            rest = (rest - decimal.Truncate(rest)) * 10;
        }

        return scale;
    }
}
