using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>What was taken for what, on the sheet in front of the reply (列对应关系).</summary>
internal static class LayoutSection
{
    public static void Add(
        IXLWorksheet sheet, UploadReading reading, ReplyLanguage language, ReplyPlaces places, ref int row)
    {
        if (reading.Tables.Count == 0 || reading.Statement is not null)
        {
            return;
        }

        string Say(string chinese, string english) => language == ReplyLanguage.Chinese ? chinese : english;
        ReplySection.Title(sheet, ref row, Say("列的识别", "What was taken for what"));
        Look.Headings(sheet, row, [Say("识别为", "Taken as"), Say("工作表", "Sheet"), Say("单元格", "Cell"),
            Say("您的列名", "Your heading"), "", "", "", ""]);
        var first = ++row;
        foreach (var table in reading.Tables)
        {
            foreach (var column in table.Columns)
            {
                sheet.Cell(row, 1).Text(Word(column, language));
                sheet.Cell(row, 2).Text(table.Sheet.Name);
                places.Link(sheet.Cell(row, 3), table.Sheet.Name, table.Header.Number, column.Column);
                sheet.Cell(row, 4).Text(column.Heading);
                row++;
            }
        }

        ReplySection.End(sheet, first, ref row);
    }

    // The template's own word for the column: the first synonym in the dealer's language.
    private static string Word(TableColumn column, ReplyLanguage language)
    {
        var words = column.Sign switch
        {
            1 => column.Definition.Raises,
            -1 => column.Definition.Lowers,
            _ => column.Definition.Synonyms,
        };
        return words.Find(w => char.IsAscii(w[0]) == (language == ReplyLanguage.English)) ?? words[0];
    }
}
