using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>The fields that hold for the whole table, and what is wrong with them.</summary>
internal sealed record HeaderValues(
    IReadOnlyDictionary<string, object> Values, IReadOnlyList<UploadProblem> Problems, bool PeriodUnknown);

/// <summary>
/// Reads what stands beside a table into header fields (表头读取), and refuses a table that belongs to another dealer
/// or period.
/// </summary>
internal sealed class HeaderReader(
    TableLayout table, DatasetSpec spec, LabelScan labels, string dealerCode, IUploadKnowledge knowledge)
{
    private const string PeriodField = "period";
    private const string CurrencyField = "currency";
    private readonly Dictionary<string, object> values = [];
    private readonly List<UploadProblem> problems = [.. labels.Conflicts];

    public HeaderValues Read()
    {
        foreach (var (field, constant) in table.Definition.Constants)
        {
            values[field] = constant;
        }

        foreach (var (field, label) in table.Definition.Labels)
        {
            if (labels.Values.TryGetValue(field, out var cell))
            {
                Take(field, label, cell);
            }
            else if (label.Default is { } given)
            {
                values[field] = given;
            }
            else if (label.Required)
            {
                problems.Add(new UploadProblem(UploadFindings.MissingLabel(label)) { Sheet = table.Sheet.Name });
            }
        }

        var periodUnknown = table.Definition.Labels.ContainsKey(PeriodField) && !labels.Values.ContainsKey(PeriodField);
        if (periodUnknown && PeriodText.InTitle(table.Sheet, table.Header.Number) is { } titled)
        {
            periodUnknown = false;
            TakePeriod(titled, null);
        }

        values[table.Definition.DealerField] = dealerCode;
        return new HeaderValues(values, problems, periodUnknown);
    }

    private void Take(string field, LabelDefinition label, GridCell cell)
    {
        if (field == table.Definition.DealerField)
        {
            CheckDealer(label, cell);
        }
        else if (field == PeriodField)
        {
            if (PeriodText.TryParse(cell, out var period))
            {
                TakePeriod(period, cell);
            }
            else
            {
                Mark(UploadFindings.NotAPeriod(), label, cell);
            }
        }
        else
        {
            var column = table.Definition.Columns.GetValueOrDefault(field) ?? new ColumnDefinition();
            var type = spec.Fields[spec.IndexOf(field)].Type;
            var finding = ValueReader.Read(cell, type, column, knowledge, out var value);
            if (finding is not null)
            {
                Mark(finding, label, cell);
            }
            else if (value is string text)
            {
                TakeText(field, label, cell, Mapped(label, text));
            }
            else if (value is not null)
            {
                values[field] = value;
            }
        }
    }

    private void TakeText(string field, LabelDefinition label, GridCell cell, string text)
    {
        if (field != CurrencyField)
        {
            values[field] = text;
        }
        else if (CurrencyCodes.Exists(text.ToUpperInvariant()))
        {
            values[field] = text.ToUpperInvariant();
        }
        else
        {
            Mark(UploadFindings.UnknownCurrency(text), label, cell);
        }
    }

    private static string Mapped(LabelDefinition label, string text) =>
        label.Map.FirstOrDefault(m => CellText.Heading(m.Key) == CellText.Heading(text)).Value ?? text;

    // "D001" and "D001 华东商贸有限公司" name the same dealer.
    private void CheckDealer(LabelDefinition label, GridCell cell)
    {
        var stated = CellText.Fold(cell.Text);
        var code = stated.Split([' ', '(', '/'], 2)[0];
        if (!code.Equals(dealerCode, StringComparison.OrdinalIgnoreCase))
        {
            Mark(UploadFindings.OtherDealer(code, dealerCode, knowledge.IsDealer(code)), label, cell);
        }
    }

    private void TakePeriod(Period period, GridCell? cell)
    {
        values[PeriodField] = period.ToString();
        if (period != knowledge.Period)
        {
            Mark(UploadFindings.OtherPeriod(period.ToString(), knowledge.Period.ToString()),
                table.Definition.Labels[PeriodField], cell);
        }
    }

    private void Mark(Finding finding, LabelDefinition label, GridCell? cell) => problems.Add(new UploadProblem(finding)
    {
        Sheet = table.Sheet.Name,
        Row = cell?.Row,
        Column = cell?.Column,
        Heading = label.Synonyms[0],
        Value = cell?.Text,
    });
}
