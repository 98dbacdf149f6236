using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Templates;

/// <summary>
/// Writes the workbook that a dealer fills in (上传模板). It is made from the definition by which the file is read later,
/// so that what is filled in comes back without a question.
/// </summary>
public static class TemplateWorkbook
{
    public static byte[] Write(TemplateRequest request)
    {
        var columns = TemplateColumn.Of(request.Definition, request.Language);
        var title = request.Definition.Title.In(request.Language);
        using var workbook = Look.NewWorkbook($"{title} {request.DealerCode}");
        var input = workbook.AddWorksheet(TemplateWords.SheetName(title));
        TemplateGuide.Write(workbook.AddWorksheet(TemplateSheets.Guide), request, columns);
        TemplateExample.Write(workbook.AddWorksheet(TemplateSheets.Example), request, columns);
        var lists = new TemplateLists(workbook.AddWorksheet(TemplateSheets.Lists), request, columns);
        new TemplateInput(input, request, columns, lists).Write();
        return Look.Save(workbook);
    }
}
