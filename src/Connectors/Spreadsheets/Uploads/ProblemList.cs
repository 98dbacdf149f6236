namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>
/// The problems of a file (问题清单), all of them up to the reject limit. Beyond it they are counted: nobody corrects ten
/// thousand cells one by one, and the file was probably not what it should be.
/// </summary>
internal sealed class ProblemList(int limit)
{
    private readonly List<UploadProblem> kept = [];

    public long Count { get; private set; }

    public bool IsOverLimit => Count > limit;

    public void Add(UploadProblem problem)
    {
        Count++;
        if (kept.Count < limit)
        {
            kept.Add(problem);
        }
    }

    /// <summary>Counts problems that nobody kept.</summary>
    public void AddUnlisted(long problems) => Count += problems;

    public void Add(IEnumerable<UploadProblem> problems)
    {
        foreach (var problem in problems)
        {
            Add(problem);
        }
    }

    /// <summary>Those that are kept, and one that tells of the others.</summary>
    public IReadOnlyList<UploadProblem> All => IsOverLimit
        ? [new UploadProblem(UploadFindings.TooManyProblems(Count, limit)), .. kept]
        : kept;

    /// <summary>As a person goes through the file: what concerns the whole of it, then row by row.</summary>
    public static IReadOnlyList<UploadProblem> InOrder(IEnumerable<UploadProblem> problems) =>
        [.. problems.OrderBy(p => p.Sheet is null ? 0 : 1).ThenBy(p => p.Row ?? 0).ThenBy(p => p.Column ?? 0)];
}
