using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.Pipelines.Settle;

/// <summary>The rebate policies of a folder (返利政策), all checked before the first one is used.</summary>
internal sealed record PolicyFolder(IReadOnlyList<RebatePolicy> Policies, IReadOnlyList<string> Files, string Hash)
{
    /// <exception cref="ConfigurationException">Names every problem with file, line, member and remedy.</exception>
    public static PolicyFolder Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ConfigurationException($"{folder}: there is no such folder of rebate policies.");
        }

        var files = Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ToList();
        var policies = new PolicyFolder(
            [.. files.Select(ConfigFile.Load<RebatePolicy>)], files, FileHash.Of(files));
        policies.Refuse((policy, i) =>
        [
            .. policy.Validate(),
            .. policies.Policies.Take(i).Any(known => known.Code == policy.Code)
                ? [new PolicyProblem("code", $"'{policy.Code}' is another policy's code already.", "Give each its own.")]
                : Array.Empty<PolicyProblem>(),
        ]);
        return policies;
    }

    /// <summary>A code that the master data does not know would silently pay nothing.</summary>
    /// <exception cref="ConfigurationException">Names every such code with file, line, member and remedy.</exception>
    public void CheckAgainst(KnownCodes known) => Refuse((policy, _) => policy.ValidateAgainst(known));

    private void Refuse(Func<RebatePolicy, int, IReadOnlyList<PolicyProblem>> problemsOf)
    {
        var told = new List<string>();
        for (var i = 0; i < Policies.Count; i++)
        {
            if (problemsOf(Policies[i], i) is { Count: > 0 } problems)
            {
                var lines = new JsonLines(File.ReadAllText(Files[i]));
                told.AddRange(problems.Select(p => $"{Files[i]}:{lines.Of(p.Path)}: {p}"));
            }
        }

        if (told.Count > 0)
        {
            throw new ConfigurationException(string.Join('\n', told));
        }
    }
}
