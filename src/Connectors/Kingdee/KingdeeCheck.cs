using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.GenericHttp;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Kingdee;

/// <summary>
/// Holds a connector file against what Kingdee Cloud needs, when it is read: no secret is looked up and nobody called.
/// </summary>
internal static partial class KingdeeCheck
{
    /// <exception cref="ConfigurationException">Lists everything wrong, with the file's name.</exception>
    public static void Require(ConnectorFile file)
    {
        var problems = Find(file).ToList();
        if (file.Kind == ConnectorKind.Kingdee)
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
        if (file.Kind != ConnectorKind.Kingdee)
        {
            return file.Kingdee is null ? [] : ["'kingdee' belongs to kind 'kingdee' alone; take it out."];
        }

        if (file.Kingdee is not { } settings)
        {
            return ["kind 'kingdee' needs 'kingdee' with user and organization."];
        }

        return SignIn(file)
            .Concat(Settings(settings))
            .Concat(file.Datasets.SelectMany(d => Dataset(KingdeeQuery.Of(file, d), d)
                .Select(p => $"dataset '{d.Dataset}', source: {p}")))
            .Concat(settings.Targets.SelectMany(t => Target(t.Key, t.Value)
                .Select(p => $"kingdee.targets.{t.Key}: {p}")));
    }

    private static IEnumerable<string> SignIn(ConnectorFile file)
    {
        if (file.App is not { } app)
        {
            yield return "kind 'kingdee' needs 'app' with the application's id as key, its secret, and the id of the "
                + "data centre as customer.";
        }
        else if (!KingdeeSignature.IsAppId(app.Key))
        {
            yield return "app.key is no application id of Kingdee's: copy it whole, number, underscore and all.";
        }

        if (file.SignIn is not null || file.Idoc is not null)
        {
            yield return "kind 'kingdee' takes no 'signIn' and no 'idoc'; take them out.";
        }
    }

    private static IEnumerable<string> Settings(KingdeeSettings settings)
    {
        if (InstantFormat.Problem("yyyy-MM-dd HH:mm:ss", settings.Zone) is not null)
        {
            yield return $"kingdee.zone is '{settings.Zone}', which is no time zone; write it as Asia/Shanghai.";
        }

        if (settings.User.Contains(',', StringComparison.Ordinal)
            || settings.Organization.Contains(',', StringComparison.Ordinal))
        {
            yield return "kingdee.user and kingdee.organization can hold no comma.";
        }
    }

    private static IEnumerable<string> Dataset(KingdeeQuery query, DatasetMapping dataset)
    {
        foreach (var name in query.FieldKeys(dataset)
            .Concat(query.ChangedBy is { } stamp ? [stamp] : []).Where(n => !Name().IsMatch(n)))
        {
            yield return $"'{name}' is no name of a field; write it as FBillNo or FCustId.FNumber.";
        }

        if (query.PageSize is < 1 or > KingdeeQuery.MostRows)
        {
            yield return $"pageSize is {query.PageSize}; it must be from 1 to {KingdeeQuery.MostRows}.";
        }

        if (dataset.Lines is { GroupBy: null })
        {
            yield return "Kingdee answers with rows, so that lines take 'groupBy', the bill's number, and no path.";
        }

        if (query.Entry is null != dataset.Lines is null)
        {
            yield return "'entry', the inner id of a bill's entry, is needed with lines and wrong without.";
        }

        if (dataset.Window is not null && query.ChangedBy is null)
        {
            yield return "the dataset has a 'window', but 'changedBy' does not say by which stamp; as a rule it is "
                + "FModifyDate.";
        }
    }

    private static IEnumerable<string> Target(string kind, KingdeeTargetRule rule)
    {
        foreach (var name in new[] { rule.KeyField, rule.Id, rule.Number, rule.Status }.Where(n => !Name().IsMatch(n)))
        {
            yield return $"'{name}' is no name of a field.";
        }

        if (rule.Fields.ContainsKey(rule.KeyField))
        {
            yield return $"'{rule.KeyField}' bears our key by itself; take it out of 'fields'.";
        }

        foreach (var problem in TargetCheck.Problems(kind, rule.Fields, rule.Lines))
        {
            yield return problem;
        }
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$")]
    private static partial Regex Name();
}
