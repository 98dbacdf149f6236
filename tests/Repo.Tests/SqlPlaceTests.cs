using System.Text.RegularExpressions;
using DealerIntegration.Repo.Tests.Reading;

namespace DealerIntegration.Repo.Tests;

/// <summary>SQL lives in Worker/Storage, so that a change of the schema is a change of one folder.</summary>
public sealed partial class SqlPlaceTests
{
    private const string Storage = "src/Worker/Storage/";

    [Fact]
    public void Sql_stands_only_in_the_storage_folder() => Ratchet.Check(
        "sql-place",
        $"move the statement into a store under {Storage}.",
        Repository.CodeUnder("src")
            .Where(f => !f.Path.StartsWith(Storage, StringComparison.Ordinal))
            .SelectMany(f => f.Literals
                .Where(l => LooksLikeSql(l.Text))
                .Select(l => new Finding(f.Path, l.Line, FirstLine(l)))));

    [Theory]
    [InlineData("SELECT 1")]
    [InlineData("\n   INSERT INTO ops.run (id) VALUES (1)")]
    [InlineData("WITH late AS (SELECT 1) UPDATE x SET a = 1")]
    [InlineData("select count(*) from canonical.invoice")]
    [InlineData("… LEFT JOIN result.break b USING (run_id)")]
    public void Statements_are_recognised(string literal) => Assert.True(LooksLikeSql(literal));

    [Theory]
    [InlineData("Select a month from the list")]
    [InlineData("Update the file and set the price")]
    [InlineData("canonical.json")]
    public void Prose_is_not_taken_for_a_statement(string literal) => Assert.False(LooksLikeSql(literal));

    // Either it begins as our statements do, in capitals, or it names a table of ours after a word that tables follow.
    private static bool LooksLikeSql(string literal) => Statement().IsMatch(literal) || OurTable().IsMatch(literal);

    private static string FirstLine(Piece literal) => literal.Text.Trim().Split('\n')[0];

    [GeneratedRegex(
        @"^\s*(SELECT\s|INSERT\s+INTO\s|UPDATE\s+\S+\s.*\bSET\b|DELETE\s+FROM\s|MERGE\s+INTO\s|TRUNCATE\s"
        + @"|WITH\s+(RECURSIVE\s+)?\w+\s.*AS\s|COPY\s+\S+.*\b(FROM|TO)\s+STD"
        + @"|(CREATE|ALTER|DROP)\s+(TEMP\s+)?(TABLE|SCHEMA|INDEX)"
        + @"|LOCK\s+TABLE|(UN)?LISTEN\s|NOTIFY\s)",
        RegexOptions.Singleline)]
    private static partial Regex Statement();

    [GeneratedRegex(
        @"\b(from|join|into|update|table|copy)\s+"
        + @"(ops|raw|canonical|result|delivery|hangfire|pg_catalog|information_schema)\.\w",
        RegexOptions.IgnoreCase)]
    private static partial Regex OurTable();
}
