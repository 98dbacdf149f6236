using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Templates;

/// <summary>A column to fill in (模板列).</summary>
/// <param name="Field">Empty for the product's name, which stands there for people and is not read.</param>
/// <param name="Half">1 and -1: the halves of a two-column amount, of which a row fills one; 0: a plain column.</param>
internal sealed record TemplateColumn(
    string Field, string Heading, FieldType Type, ColumnDefinition Definition, int Half = 0)
{
    private static readonly Bilingual ProductName = new("商品名称", "Product name");

    public bool IsProductName => Field.Length == 0;

    public bool IsRequired => Definition.Required && Half == 0;

    /// <summary>The heading with the mark of what must not stay empty, which reading takes no notice of.</summary>
    public string Marked => IsRequired ? Heading + "*" : Heading;

    public static IReadOnlyList<TemplateColumn> Of(UploadDefinition definition, ReplyLanguage language)
    {
        var spec = Datasets.Find(definition.Dataset)!;
        var columns = new List<TemplateColumn>();
        foreach (var (field, column) in definition.Columns)
        {
            var type = TypeOf(spec, field);
            if (column.Raises.Count > 0)
            {
                // Two columns leave no doubt of the sign; a signed amount is read wrongly sooner or later.
                columns.Add(new(field, TemplateWords.First(column.Raises, language), type, column, 1));
                columns.Add(new(field, TemplateWords.First(column.Lowers, language), type, column, -1));
                continue;
            }

            columns.Add(new(field, TemplateWords.First(column.Synonyms, language), type, column));
            if (column.Product && Ignores(definition, ProductName.In(language)))
            {
                columns.Add(new("", ProductName.In(language), FieldType.Text, new ColumnDefinition()));
            }
        }

        return columns;
    }

    private static FieldType TypeOf(DatasetSpec spec, string field) =>
        (spec.LineFields.FirstOrDefault(f => f.Name == field) ?? spec.Fields.First(f => f.Name == field)).Type;

    private static bool Ignores(UploadDefinition definition, string heading) =>
        definition.Ignored.Any(ignored => CellText.Heading(ignored) == CellText.Heading(heading));
}
