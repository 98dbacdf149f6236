using DealerIntegration.Worker.Dashboard.Access;

namespace DealerIntegration.Worker.Rebates;

/// <summary>Why somebody cannot release a settlement (放行检查); the database holds the two persons apart again.</summary>
internal static class ReleaseCheck
{
    /// <summary>What an account of the operating system begins with, and no user of the hub.</summary>
    public const string AccountPrefix = "os:";

    /// <returns>Null: go ahead.</returns>
    public static string? Problem(
        ReleasePart part, PreparedRun? run, IReadOnlyList<StateCount> states, string by, string? role) =>
        NoRun(part, run) ?? NotThisPerson(run!, by, role) ?? NothingPrepared(part, run!, states);

    /// <summary>A settlement may be rejected by whoever is of finance, also by the one who prepared it.</summary>
    public static string? ProblemOfRejecting(
        ReleasePart part, PreparedRun? run, IReadOnlyList<StateCount> states, string by, string? role) =>
        NoRun(part, run) ?? NotFinance(by, role) ?? NothingPrepared(part, run!, states);

    private static string? NoRun(ReleasePart part, PreparedRun? run) => run switch
    {
        null => $"Run {part.Settlement} is no settlement; ./hub settlements lists them.",
        { Status: "queued" or "running" } => $"Settlement {run.Id} is not finished yet.",
        { Status: "failed" } => $"Settlement {run.Id} has failed and prepared nothing.",
        _ => null,
    };

    private static string? NotThisPerson(PreparedRun run, string by, string? role) =>
        run.PreparedBy.StartsWith(AccountPrefix, StringComparison.Ordinal)
            ? $"Settlement {run.Id} was prepared by {run.PreparedBy}, an account and no user of the hub: nobody can "
              + $"tell that it was somebody else. Sign in (./hub login NAME) and settle again: {Again(run)}"
        : run.PreparedBy == by
            ? $"{by} prepared settlement {run.Id}; it takes a second person to release it."
        : NotFinance(by, role);

    private static string? NotFinance(string by, string? role) => role == Roles.Finance
        ? null
        : $"{by} {(role is null ? "is no user of the hub" : $"has the role {role}")}; releasing and rejecting is for "
          + "finance.";

    private static string? NothingPrepared(ReleasePart part, PreparedRun run, IReadOnlyList<StateCount> states)
    {
        var what = $"Settlement {run.Id}"
            + (part.Policy is null ? "" : $", policy {part.Policy}")
            + (part.Dealer is null ? "" : $", dealer {part.Dealer}");
        bool Has(string state) => states.Any(s => s.State == state);
        return Has(SettlementState.Prepared) ? null
            : states.Count == 0 ? $"{what} has nothing to pay."
            : Has(SettlementState.Rejected) ? $"{what} was rejected. Settle again: {Again(run)}"
            : states.FirstOrDefault(s => s.State == SettlementState.Superseded) is { } old
                ? $"{what} was superseded by settlement {old.Newer}; release that one: ./hub settle release {old.Newer}"
            : Has(SettlementState.Outdated)
                ? $"{what}: its postings have changed since it was computed. Settle again: {Again(run)}"
            : $"{what} is released already.";
    }

    private static string Again(PreparedRun run) =>
        $"./hub settle --period {run.Period}{(run.Scope.Length == 0 ? "" : $" --dealer {run.Scope}")}";
}
