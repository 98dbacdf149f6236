using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.Pipelines.Settle;

/// <summary>The rebate policies of a folder (返利政策), all checked before the first one is used.</summary>
internal sealed class PolicyFolder
{
    private readonly IReadOnlyList<string> _files;

    private PolicyFolder(IReadOnlyList<string> files, IReadOnlyList<RebatePolicy> policies)
    {
        _files = files;
        Policies = policies;
        Hash = FileHash.Of(files);
    }

    public IReadOnlyList<RebatePolicy> Policies { get; }

    public string Hash { get; }

    /// <exception cref="ConfigurationException">Names every problem with file, line, member and remedy.</exception>
    public static PolicyFolder Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ConfigurationException($"{folder}: there is no such folder of rebate policies.");
        }

        var files = Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ToList();
        return LoadFiles(files);
    }

    /// <summary>One policy from a file that lies anywhere.</summary>
    /// <exception cref="ConfigurationException">Names every problem with file, line, member and remedy.</exception>
    public static PolicyFolder LoadFile(string file) => LoadFiles([file]);

    /// <summary>Refuses a code that the master data does not know: the policy would silently pay 0 on it.</summary>
    /// <exception cref="ConfigurationException">Names every problem with file, line, member and remedy.</exception>
    public void CheckAgainst(KnownCodes known) => Refuse((policy, _) => policy.ValidateAgainst(known));

    private static PolicyFolder LoadFiles(IReadOnlyList<string> files)
    {
        var loaded = new PolicyFolder(files, [.. files.Select(ConfigFile.Load<RebatePolicy>)]);
        loaded.Refuse((policy, i) => policy.Validate().Concat(loaded.CodeProblems(policy, i)));
        return loaded;
    }

    private void Refuse(Func<RebatePolicy, int, IEnumerable<PolicyProblem>> check)
    {
        var problems = Policies.SelectMany((policy, i) => Told(_files[i], [.. check(policy, i)])).ToList();
        if (problems.Count > 0)
        {
            throw new ConfigurationException(string.Join('\n', problems));
        }
    }

    private IEnumerable<PolicyProblem> CodeProblems(RebatePolicy policy, int index)
    {
        if (Policies.Take(index).Any(known => known.Code == policy.Code))
        {
            yield return new PolicyProblem(
                "code", $"'{policy.Code}' is another policy's code already.", "Give each its own.");
        }
    }

    private static IEnumerable<string> Told(string file, IReadOnlyList<PolicyProblem> problems)
    {
        if (problems.Count == 0)
        {
            return [];
        }

        var places = new JsonPlaces(File.ReadAllText(file));
        return problems.Select(problem =>
        {
            var (line, column) = places.Of(problem.Path);
            return $"{file}:{line}:{column}: {problem}";
        });
    }
}
