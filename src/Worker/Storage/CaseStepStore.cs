using DealerIntegration.Domain.Diversion.Cases;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>canonical.case_step</c>: what people did about diversion cases. Rows are added, never changed.</summary>
internal static class CaseStepStore
{
    /// <summary>The lives of these cases; one that nobody has touched has no steps.</summary>
    /// <param name="numbers">Null: of all.</param>
    public static async Task<ILookup<string, StoredCaseStep>> LoadAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string>? numbers, CancellationToken cancel) =>
        (await Sql.QueryAsync<Row>(
            transaction,
            """
            SELECT case_number AS "Number", no AS "No", action AS "Action", state AS "State", taken_by AS "By",
                   taken_on::timestamp AS "On", taken_at AS "At", reason AS "Reason", run_id AS "Run",
                   paper_name AS "PaperName", paper_sha256 AS "PaperHash"
              FROM canonical.case_step WHERE @numbers::text[] IS NULL OR case_number = ANY (@numbers)
             ORDER BY case_number, no
            """,
            cancel,
            new { numbers = numbers?.ToArray() })).ToLookup(r => r.Number, r => r.ToStep(), StringComparer.Ordinal);

    /// <summary>Adds a step.</summary>
    /// <param name="before">Where the case stood.</param>
    /// <param name="reviewed">The step that this one judges.</param>
    public static Task AddAsync(
        NpgsqlTransaction transaction, string number, CaseStep step, CaseState before, CaseStep? reviewed, long run,
        CasePaper? paper, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO canonical.case_step (case_number, no, previous, before, action, state, taken_by, taken_on,
                reason, run_id, reviews_no, reviews_by, paper_name, paper_sha256, paper)
            VALUES (@number, @No, nullif(@No - 1, 0), @before, @action, @state, @By, @on, @Reason, @run, @reviewsNo,
                @reviewsBy, @paperName, @paperHash, @paper)
            """,
            cancel,
            new
            {
                number,
                step.No,
                before = Word(before),
                action = Word(step.Action),
                state = Word(step.State),
                step.By,
                on = step.On,
                step.Reason,
                run,
                reviewsNo = reviewed?.No,
                reviewsBy = reviewed?.By,
                paperName = paper?.Name,
                paperHash = paper?.Hash,
                paper = paper?.Content,
            });

    /// <summary>What was attached to a step; null: nothing, or there is no such step.</summary>
    public static async Task<CasePaper?> PaperAsync(
        NpgsqlTransaction transaction, string number, int no, CancellationToken cancel) =>
        (await Sql.QueryAsync<(string Name, byte[] Content)>(
            transaction,
            """
            SELECT paper_name, paper FROM canonical.case_step
             WHERE case_number = @number AND no = @no AND paper IS NOT NULL
            """,
            cancel,
            new { number, no })).Select(p => new CasePaper(p.Name, p.Content)).SingleOrDefault();

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private sealed record Row
    {
        public required string Number { get; init; }

        public int No { get; init; }

        public required string Action { get; init; }

        public required string State { get; init; }

        public required string By { get; init; }

        public DateTime On { get; init; }

        public DateTime At { get; init; }

        public required string Reason { get; init; }

        public long Run { get; init; }

        public string? PaperName { get; init; }

        public string? PaperHash { get; init; }

        public StoredCaseStep ToStep() => new(
            new CaseStep(
                No, Enum.Parse<CaseAction>(Action, ignoreCase: true), Enum.Parse<CaseState>(State, ignoreCase: true),
                By, DateOnly.FromDateTime(On), Reason),
            At, Run, PaperName, PaperHash);
    }
}

/// <summary>A step with its place in time, and what was attached to it.</summary>
/// <param name="Run">The run whose findings lay before the person.</param>
internal sealed record StoredCaseStep(CaseStep Step, DateTime At, long Run, string? PaperName, string? PaperHash);

/// <summary>A paper of a case (附件): the letter to the dealer, its appeal, a report.</summary>
internal sealed record CasePaper(string Name, byte[] Content)
{
    public string Hash { get; } =
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Content));
}
