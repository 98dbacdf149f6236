using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.GenericHttp;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.U8;

/// <summary>
/// Holds a connector file against what U8's OpenAPI needs, when it is read: no secret is looked up and nobody called.
/// </summary>
internal static partial class U8Check
{
    /// <exception cref="ConfigurationException">Lists everything wrong, with the file's name.</exception>
    public static void Require(ConnectorFile file)
    {
        var problems = Find(file).ToList();
        if (file.Kind == ConnectorKind.U8)
        {
            LimitCheck.Require(file.Limits, file.FilePath);

            // A command may give the address instead, so that only a wrong one is told here.
            _ = file.Address is null ? null : OutboundGuard.For(file.Address, file.FilePath);
        }

        if (problems.Count > 0)
        {
            throw new ConfigurationException(string.Join('\n', problems.Select(p => $"{file.FilePath}: {p}")));
        }
    }

    private static IEnumerable<string> Find(ConnectorFile file)
    {
        if (file.Kind != ConnectorKind.U8)
        {
            return file.U8 is null ? [] : ["'u8' belongs to kind 'u8' alone; take it out."];
        }

        if (file.U8 is not { } settings)
        {
            return ["kind 'u8' needs 'u8' with the account that owns the data (to_account)."];
        }

        return SignIn(file)
            .Concat(Codes(settings))
            .Concat(file.Datasets.SelectMany(d => Dataset(U8Query.Of(file, d), d)
                .Select(p => $"dataset '{d.Dataset}', source: {p}")))
            .Concat(settings.Targets.SelectMany(t => Target(t.Key, t.Value).Select(p => $"u8.targets.{t.Key}: {p}")));
    }

    private static IEnumerable<string> SignIn(ConnectorFile file)
    {
        if (file.App is null)
        {
            yield return "kind 'u8' needs 'app' with key, secret and, as customer, the account of the caller "
                + "(from_account).";
        }

        if (file.SignIn is not null || file.Idoc is not null)
        {
            yield return "kind 'u8' takes no 'signIn' and no 'idoc'; take them out.";
        }
    }

    private static IEnumerable<string> Codes(U8Settings settings)
    {
        var twice = settings.TokenCodes.Concat(settings.TransientCodes).Concat(settings.EmptyCodes)
            .Concat(settings.RefusedCodes).Append("0")
            .GroupBy(c => c, StringComparer.Ordinal).Where(g => g.Count() > 1);
        foreach (var code in twice)
        {
            yield return $"the code '{code.Key}' means two things; keep it in one list, and 0, which is success, in "
                + "none.";
        }

        if (settings.PatienceSeconds is < 1 or > 3600)
        {
            yield return $"u8.patienceSeconds is {settings.PatienceSeconds}; it must be from 1 to 3600.";
        }
    }

    private static IEnumerable<string> Dataset(U8Query query, DatasetMapping dataset)
    {
        foreach (var name in new[] { query.Resource, query.Detail?.Resource }.OfType<string>()
            .Where(n => !Resource().IsMatch(n)))
        {
            yield return $"'{name}' is no name of a resource; write it as saleorderlist.";
        }

        if (query.PageSize is < 1 or > 10_000)
        {
            yield return $"pageSize is {query.PageSize}; it must be from 1 to 10000.";
        }

        if (query.Days is { Back: < 0 or > 3660 })
        {
            yield return $"days.back is {query.Days.Back}; it must be from 0 to 3660.";
        }

        if (dataset.Lines is { Path: null })
        {
            yield return "lines stand inside the document, so that they take 'path', as a rule entry, and no groupBy.";
        }

        if (dataset.Window is not null)
        {
            yield return "U8 knows no stamp of the last change, so that there is no 'window'; take it out, and "
                + "restrict the list by 'days' if it is long.";
        }
    }

    private static IEnumerable<string> Target(string kind, U8TargetRule rule)
    {
        if (!Resource().IsMatch(rule.Resource) || !Resource().IsMatch(rule.Find.Resource))
        {
            yield return "'resource' is no name of a resource; write it as saleorder.";
        }

        if (!rule.Fields.Values.Any(f => f.Path == "@key"))
        {
            yield return "no field takes @key, by which the document could be looked up after a lost answer.";
        }

        if (!rule.Find.Query.Values.Any(v => v.Contains("{key}", StringComparison.Ordinal)))
        {
            yield return "find.query holds no {key}.";
        }

        foreach (var problem in TargetCheck.Problems(kind, rule.Fields, rule.Lines))
        {
            yield return problem;
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*$")]
    private static partial Regex Resource();
}
