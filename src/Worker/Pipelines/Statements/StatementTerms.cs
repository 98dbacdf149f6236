using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Reconciliation.Clearing;

namespace DealerIntegration.Worker.Pipelines.Statements;

/// <summary>What no answer by the due date means (逾期未答复).</summary>
internal enum SilenceRule
{
    /// <summary>Nothing: the statement stays unanswered.</summary>
    Open,

    /// <summary>The dealer agreed (视同确认), because its contract says so.</summary>
    Agreed,
}

/// <summary>
/// config/statements.json: until when dealers answer their statements, what silence means, and how old open documents
/// are called.
/// </summary>
internal sealed record StatementTerms
{
    public const string FileName = "statements.json";

    private const int MostDays = 365;

    /// <summary>Days from the day of issue to the last day for an answer.</summary>
    public required int DueDays { get; init; }

    public required SilenceRule Silence { get; init; }

    /// <summary>The clause of the standard contract that makes silence agreement; only with "agreed".</summary>
    public string? Clause { get; init; }

    /// <summary>The first day of each band of the ageing (账龄段), ascending from 0.</summary>
    public IReadOnlyList<int> AgeBands { get; init; } = [.. AgeBand.Usual.Select(band => band.FromDays)];

    /// <summary>Dealers whose contract says something else, by code.</summary>
    public Dictionary<string, DealerTerms> Dealers { get; init; } = [];

    /// <exception cref="ConfigurationException">The file is not what it must be.</exception>
    public static StatementTerms Load(string configFolder)
    {
        var path = Path.Combine(configFolder, FileName);
        var terms = ConfigFile.Load<StatementTerms>(path);
        return terms.Validate() is { Count: > 0 } problems
            ? throw new ConfigurationException(string.Join('\n', problems.Select(p => $"{path}: {p}")))
            : terms;
    }

    public TermsOfDealer Of(string dealer)
    {
        var own = Dealers.GetValueOrDefault(dealer) ?? new DealerTerms();
        var silence = own.Silence ?? Silence;
        return new TermsOfDealer(
            own.DueDays ?? DueDays, silence, silence == SilenceRule.Agreed ? own.Clause ?? Clause : null);
    }

    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        Days("dueDays", DueDays);
        Founded("", Silence, Clause);
        problems.AddRange(BandProblems());
        foreach (var (dealer, own) in Dealers.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            if (own.DueDays is { } days)
            {
                Days($"dealers.{dealer}.dueDays", days);
            }

            // A dealer that only gets more time keeps the clause of the standard contract.
            var clause = own.Silence is null ? own.Clause ?? Clause : own.Clause;
            Founded($"dealers.{dealer}.", own.Silence ?? Silence, clause);
        }

        return problems;

        void Days(string member, int days)
        {
            if (days is < 1 or > MostDays)
            {
                problems.Add($"{member}: {days} is not within 1 to {MostDays} days.");
            }
        }

        void Founded(string member, SilenceRule silence, string? clause)
        {
            if (silence == SilenceRule.Agreed && string.IsNullOrWhiteSpace(clause))
            {
                problems.Add(
                    $"{member}silence: 'agreed' has no clause; name the clause of the contract that makes silence "
                    + "agreement in 'clause', or write \"open\".");
            }

            if (silence == SilenceRule.Open && clause is not null)
            {
                problems.Add(
                    $"{member}clause: '{clause}' is given but silence is 'open'; "
                    + "write \"agreed\", or remove the clause.");
            }
        }
    }

    private IEnumerable<string> BandProblems()
    {
        if (AgeBands is not [0, ..])
        {
            yield return $"ageBands: [{string.Join(", ", AgeBands)}] does not start at 0; a document of the last day "
                + "has to fall into a band, write 0 first.";
        }

        for (var i = 1; i < AgeBands.Count; i++)
        {
            if (AgeBands[i] <= AgeBands[i - 1])
            {
                yield return $"ageBands[{i}]: {AgeBands[i]} is not above {AgeBands[i - 1]}; list the days in ascending "
                    + "order, each once.";
            }
        }
    }
}

/// <summary>What a dealer's own contract says; what is absent is as for everybody.</summary>
internal sealed record DealerTerms
{
    public int? DueDays { get; init; }

    public SilenceRule? Silence { get; init; }

    public string? Clause { get; init; }
}

/// <summary>The terms that hold for one dealer; the clause is given exactly where silence counts as agreed.</summary>
internal sealed record TermsOfDealer(int DueDays, SilenceRule Silence, string? Clause);
