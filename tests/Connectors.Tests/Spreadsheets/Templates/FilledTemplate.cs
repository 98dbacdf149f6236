using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Templates;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Templates;

/// <summary>A template, and the same after a dealer has filled it in.</summary>
internal static class FilledTemplate
{
    public const int Rows = 3;
    public const string LongNumber = "003201234567890123";

    public static readonly Period Month = new(2026, 10);

    public static TemplateRequest Request(UploadDefinition definition, ReplyLanguage language) => new()
    {
        Definition = definition,
        DealerCode = Books.Dealer,
        DealerName = "南京华东商贸有限公司",
        Language = language,
        Period = Month,
        IssuedOn = new DateOnly(2026, 11, 2),
        Products = [new("P-0001", "酱油 500ml", "箱"), new("P-0002", "米醋", "瓶"), new("P-0003", "=料酒", "箱")],
    };

    public static UploadDefinition Definition(string kind) => Books.Definitions.Single(d => d.Title.English == kind);

    /// <summary>The row of the headings, by the first of them.</summary>
    public static int HeadingRow(IXLWorksheet sheet, IReadOnlyList<TemplateColumn> columns) =>
        sheet.RowsUsed().Single(r => r.Cell(1).GetString() == columns[0].Marked).RowNumber();

    public static byte[] Fill(byte[] template, UploadDefinition definition, ReplyLanguage language) => Books.Edit(
        template,
        workbook =>
        {
            var sheet = workbook.Worksheet(1);
            var columns = TemplateColumn.Of(definition, language);
            var row = HeadingRow(sheet, columns);
            for (var i = 0; i < Rows; i++)
            {
                for (var c = 0; c < columns.Count; c++)
                {
                    Put(sheet.Cell(row + 1 + i, c + 1), columns[c], language, i);
                }
            }

            Balance(sheet, definition, language);
        });

    // Of the ledger: one entry of 100 raises the debt, two of 100 lower it.
    private static void Balance(IXLWorksheet sheet, UploadDefinition definition, ReplyLanguage language)
    {
        foreach (var (field, amount) in new[] { ("opening_balance", 500m), ("closing_balance", 400m) })
        {
            if (definition.Labels.GetValueOrDefault(field) is { } label)
            {
                var name = TemplateWords.First(label.Synonyms, language) + "*";
                sheet.RowsUsed().Single(r => r.Cell(1).GetString() == name).Cell(2).Value = amount;
            }
        }
    }

    private static void Put(IXLCell cell, TemplateColumn column, ReplyLanguage language, int row)
    {
        if (column.IsProductName)
        {
            return;
        }

        switch (column.Type)
        {
            case FieldType.Date:
                cell.SetValue(Month.Start.AddDays(row).ToDateTime(TimeOnly.MinValue));
                break;
            case FieldType.Instant:
                cell.SetValue<string>($"{Month.Start.AddDays(row):yyyy-MM-dd} 14:30:0{row}");
                break;
            case FieldType.Decimal:
                if (column.Half == 0 || column.Half == (row == 0 ? 1 : -1))
                {
                    cell.SetValue(100m);
                }

                break;
            default:
                cell.SetValue<string>(Text(column, language, row));
                break;
        }
    }

    private static string Text(TemplateColumn column, ReplyLanguage language, int row) =>
        column.Definition.Map.Count > 0 ? TemplateWords.Choices(column.Definition.Map, language)[0]
        : column.Definition.Product ? $"P-000{row + 1}"
        : column.Field == "unit" ? "箱"
        : column.Field == "counterpart_code" ? "D002"
        : $"{LongNumber}{row}";
}
