namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>What becomes of the good rows of a file that has bad ones (接收方式).</summary>
public enum Acceptance
{
    /// <summary>All or nothing.</summary>
    WholeFile,

    /// <summary>Whole documents (orders; single rows where the dataset has no lines).</summary>
    ByDocument,
}

/// <summary>
/// How one kind of dealers' spreadsheet is understood (上传模板定义): labels around the table, headings of its columns
/// with their synonyms, and what is checked. One file in <c>config/uploads</c> each.
/// </summary>
public sealed record UploadDefinition
{
    /// <summary>
    /// Canonical dataset: <c>dealer-orders</c>, <c>stock</c>, <c>stock-movements</c> or <c>ledger</c>. Two definitions
    /// may serve one dataset.
    /// </summary>
    public required string Dataset { get; init; }

    public required Bilingual Title { get; init; }

    public required Acceptance Acceptance { get; init; }

    /// <summary>Header field that takes the code of the dealer whose folder the file came from.</summary>
    public required string DealerField { get; init; }

    /// <summary>
    /// Rows with the same value in this column are one document. Absent in a dataset with lines: one document.
    /// </summary>
    public string? GroupBy { get; init; }

    /// <summary>Opening balance plus all entries must be the closing balance.</summary>
    public bool RollsForward { get; init; }

    /// <summary>A table without rows says something (a month without business).</summary>
    public bool AllowEmpty { get; init; }

    /// <summary>Fields that have the same value in every file, also in every line.</summary>
    public Dictionary<string, string> Constants { get; init; } = [];

    public Dictionary<string, LabelDefinition> Labels { get; init; } = [];

    public required Dictionary<string, ColumnDefinition> Columns { get; init; }

    /// <summary>Headings that are known and not needed; any other unknown heading is reported.</summary>
    public List<string> Ignored { get; init; } = [];

    /// <summary>Words of a row that adds up everything above it.</summary>
    public required List<string> TotalWords { get; init; }

    /// <summary>Words of a row that adds up what came since the last such row.</summary>
    public List<string> SubtotalWords { get; init; } = [];

    /// <summary>
    /// Words of a row that adds up more than the table, as the year so far: it is passed over and reported.
    /// </summary>
    public List<string> CumulativeWords { get; init; } = [];

    public List<string> NoteWords { get; init; } = [];

    /// <summary>A file with more problems is refused as a whole; so many are listed.</summary>
    public int RejectLimit { get; init; } = 10_000;

    /// <summary>
    /// How sure (0 to 1) a column must be that no heading names exactly; below, the file is sent back with a question.
    /// </summary>
    public decimal SureFrom { get; init; } = 0.85m;

    /// <summary>
    /// Headings under which people write what a product is called; shown beside a code that is not known.
    /// </summary>
    public List<string> ProductNames { get; init; } = [];

    /// <summary>Who has to send such a file every month; null: nobody.</summary>
    public ExpectedFrom? Expected { get; init; }

    public UploadChecks Checks { get; init; } = new();
}

/// <summary>A named value beside the table (表头信息).</summary>
public sealed record LabelDefinition
{
    public required List<string> Synonyms { get; init; }

    public bool Required { get; init; }

    public string? Default { get; init; }

    public Dictionary<string, string> Map { get; init; } = [];
}

/// <summary>A column of the table (列): how it may be headed and what its values must be.</summary>
public sealed record ColumnDefinition
{
    public List<string> Synonyms { get; init; } = [];

    /// <summary>Headings of the half of a two-column amount that counts as positive.</summary>
    public List<string> Raises { get; init; } = [];

    /// <summary>Headings of the half of a two-column amount that counts as negative.</summary>
    public List<string> Lowers { get; init; } = [];

    public bool Required { get; init; }

    /// <summary>A closed list: the dealer's word to ours.</summary>
    public Dictionary<string, string> Map { get; init; } = [];

    /// <summary>Words of people: kept as written, apart from blanks around them.</summary>
    public bool FreeText { get; init; }

    public decimal? Minimum { get; init; }

    public bool AboveZero { get; init; }

    /// <summary>Decimals allowed; more are refused, never rounded.</summary>
    public int? MaxScale { get; init; }

    public bool Product { get; init; }

    public bool WithinPeriod { get; init; }

    /// <summary>A date after the file was received is refused: what is to come is not booked yet.</summary>
    public bool NotAfterReceipt { get; init; }

    /// <summary>Added up, and compared with the total rows of the file.</summary>
    public bool Total { get; init; }

    /// <summary>Names another dealer, who has to be known.</summary>
    public bool Dealer { get; init; }
}
