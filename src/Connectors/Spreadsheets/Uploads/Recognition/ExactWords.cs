namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>The words of a definition, folded (同义词表): each names one field, the first that lists it.</summary>
internal sealed class ExactWords
{
    private readonly UploadDefinition definition;
    private readonly Dictionary<string, (string Field, int Sign)> fields = [];

    public ExactWords(UploadDefinition definition)
    {
        this.definition = definition;
        foreach (var (field, column) in definition.Columns)
        {
            Add(column.Synonyms, field, 0);
            Add(column.Raises, field, 1);
            Add(column.Lowers, field, -1);
        }
    }

    /// <summary>The columns of a heading that are named by these words.</summary>
    public TableLayout Match(Heading heading)
    {
        var columns = new List<TableColumn>();
        foreach (var headed in heading.Columns)
        {
            foreach (var name in headed.Names)
            {
                if (fields.TryGetValue(name, out var found))
                {
                    columns.Add(new TableColumn(
                        headed.Column, found.Field, found.Sign, headed.Text, definition.Columns[found.Field]));
                    break;
                }
            }
        }

        return new TableLayout(definition, heading.Sheet, heading.Row, columns) { Heading = heading };
    }

    private void Add(List<string> words, string field, int sign)
    {
        foreach (var word in words)
        {
            fields.TryAdd(HeadingText.Key(word), (field, sign));
        }
    }
}
