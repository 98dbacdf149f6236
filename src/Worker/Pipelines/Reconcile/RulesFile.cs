using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>A rule set of reconciliation as a file (对账规则文件).</summary>
internal sealed record RulesFile(string Path)
{
    public string Hash => FileHash.Of([Path]);

    /// <summary>Set where the file has its place: it has to be of these books.</summary>
    private BookKind? Expected { get; init; }

    /// <summary>The rules in force for one kind of books.</summary>
    public static RulesFile In(HubPaths paths, BookKind books = BookKind.DealerLedger) =>
        new(System.IO.Path.Combine(paths.Config, "reconciliation", BookSources.Of(books).RulesFile))
        {
            Expected = books,
        };

    /// <exception cref="ConfigurationException">The file cannot be read, or its rules cannot run.</exception>
    public ReconciliationRules Load()
    {
        var rules = ConfigFile.Load<ReconciliationRules>(Path);
        if (Expected is { } books && rules.Books != books)
        {
            throw new ConfigurationException(
                $"{Path}: books: {rules.Books} does not fit this file; it holds the rules of {books}, write "
                + $"\"{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(books.ToString())}\".");
        }

        return rules.Validate() is { Count: > 0 } problems
            ? throw new ConfigurationException(string.Join('\n', problems.Select(p => $"{Path}: {p}")))
            : rules;
    }
}
