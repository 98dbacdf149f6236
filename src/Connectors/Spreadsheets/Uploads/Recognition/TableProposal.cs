namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>A required field that no column serves surely, with the columns that may (待确认).</summary>
internal sealed record OpenQuestion(string Field, IReadOnlyList<FieldGuess> Candidates);

/// <summary>What a table is taken for (识别方案): which column is what, how surely, and what has to be asked.</summary>
internal sealed record TableProposal(
    UploadDefinition Definition, Heading Heading, IReadOnlyList<FieldGuess> Columns,
    IReadOnlyList<OpenQuestion> Questions, decimal Score)
{
    public bool IsSure => Questions.Count == 0;

    /// <summary>How much of the table is understood: its columns, each as far as it is sure.</summary>
    public decimal Weight => Columns.Sum(c => c.Confidence);

    public TableLayout ToLayout() => new(
        Definition, Heading.Sheet, Heading.Row,
        [
            .. Columns.Select(g => new TableColumn(
                g.Column.Column, g.Field, g.Sign, g.Column.Text, Definition.Columns[g.Field])),
        ])
    {
        Heading = Heading,
        Guesses = Columns,
    };
}
