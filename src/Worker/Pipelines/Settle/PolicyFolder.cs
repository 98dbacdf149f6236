using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.Pipelines.Settle;

/// <summary>The rebate policies of a folder (返利政策), all checked before the first one is used.</summary>
internal sealed record PolicyFolder(IReadOnlyList<RebatePolicy> Policies, string Hash)
{
    /// <exception cref="ConfigurationException">Names every problem with file, member and remedy.</exception>
    public static PolicyFolder Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ConfigurationException($"{folder}: there is no such folder of rebate policies.");
        }

        var files = Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ToList();
        var problems = new List<string>();
        var policies = new List<RebatePolicy>();
        foreach (var file in files)
        {
            var (policy, own) = Read(file);
            problems.AddRange(own);
            if (policies.Any(known => known.Code == policy.Code))
            {
                problems.Add($"{file}: $.code '{policy.Code}' is another policy's code already; give each its own.");
            }

            policies.Add(policy);
        }

        return problems.Count > 0
            ? throw new ConfigurationException(string.Join('\n', problems))
            : new PolicyFolder(policies, FileHash.Of(files));
    }

    /// <summary>One policy from a file that lies anywhere.</summary>
    /// <exception cref="ConfigurationException">Names every problem with file, member and remedy.</exception>
    public static RebatePolicy LoadOne(string file)
    {
        var (policy, problems) = Read(file);
        return problems.Count > 0 ? throw new ConfigurationException(string.Join('\n', problems)) : policy;
    }

    private static (RebatePolicy Policy, IReadOnlyList<string> Problems) Read(string file)
    {
        var policy = ConfigFile.Load<RebatePolicy>(file);
        return (policy, [.. policy.Validate().Select(p => $"{file}: {p}")]);
    }
}
