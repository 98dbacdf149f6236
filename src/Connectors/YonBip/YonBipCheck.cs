using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.GenericHttp;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>
/// Holds a connector file against what a YonBIP tenant needs, when it is read: no secret is looked up, nobody called.
/// </summary>
internal static class YonBipCheck
{
    /// <exception cref="ConfigurationException">Lists everything wrong, with the file's name.</exception>
    public static void Require(ConnectorFile file)
    {
        if (file.Kind != ConnectorKind.Yonbip)
        {
            if (file.Yonbip is not null)
            {
                throw new ConfigurationException(
                    $"{file.FilePath}: 'yonbip' belongs to kind 'yonbip' alone; take it out or change 'kind'.");
            }

            return;
        }

        LimitCheck.Require(file.Limits, file.FilePath);
        var settings = file.Yonbip ?? new YonBipSettings();
        var problems = Settings(file, settings)
            .Concat(file.Datasets.SelectMany(d => Query(YonBipQuery.Of(file, d), d)
                .Select(p => $"dataset '{d.Dataset}', source: {p}")))
            .Concat(settings.Targets.SelectMany(t => Target(t.Key, t.Value)
                .Select(p => $"yonbip.targets.{t.Key}: {p}")))
            .Select(p => $"{file.FilePath}: {p}")
            .ToList();
        if (problems.Count > 0)
        {
            throw new ConfigurationException(string.Join('\n', problems));
        }
    }

    private static IEnumerable<string> Settings(ConnectorFile file, YonBipSettings settings)
    {
        if (file.SignIn is not null || file.App is null)
        {
            yield return "kind 'yonbip' signs in with 'app': key, secret and, as customer, the tenant's id.";
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(settings.Zone, out _))
        {
            yield return $"yonbip.zone: there is no time zone '{settings.Zone}'; write it as Asia/Shanghai.";
        }

        if (settings.LimitPauseSeconds is < 1 or > 3600)
        {
            yield return $"yonbip.limitPauseSeconds is {settings.LimitPauseSeconds}; it must be from 1 to 3600.";
        }
    }

    private static IEnumerable<string> Query(YonBipQuery query, DatasetMapping dataset)
    {
        foreach (var problem in Paths(("path", query.Path)))
        {
            yield return problem;
        }

        if (query.Body is { ValueKind: not JsonValueKind.Object })
        {
            yield return "'body' must be an object.";
        }

        if (query.PageSize is < 1 or > 10_000)
        {
            yield return $"pageSize is {query.PageSize}; it must be from 1 to 10000.";
        }

        if (query.PageSize is not null == (query.OrderBy.Count == 0))
        {
            yield return "pageSize and orderBy belong together: without an order rows move between pages and are lost.";
        }

        if (query.Each is { Values: var values } && values.Distinct(StringComparer.Ordinal).Count() is var distinct
            && (distinct == 0 || distinct < values.Count))
        {
            yield return "each.values must name at least one value, and each only once.";
        }

        if (query.AddUp is not null && query.PageSize is not null)
        {
            yield return "addUp takes a list without pages: what is one record could stand on two.";
        }

        foreach (var problem in Lines(query, dataset.Lines))
        {
            yield return problem;
        }
    }

    // isSum asks for bills without their lines; otherwise each line is a row, with the bill's own fields on each.
    private static IEnumerable<string> Lines(YonBipQuery query, LineMapping? lines)
    {
        if (query.Body is not { ValueKind: JsonValueKind.Object } body || !body.TryGetProperty("isSum", out var isSum))
        {
            yield break;
        }

        if (isSum.ValueKind == JsonValueKind.True && lines is not null)
        {
            yield return "isSum true lists bills without their lines; set it to false.";
        }

        if (isSum.ValueKind == JsonValueKind.False && lines?.GroupBy is null)
        {
            yield return "isSum false lists a row for each line: give 'lines' a groupBy, or set isSum to true.";
        }
    }

    private static IEnumerable<string> Target(string kind, YonBipTargetRule rule)
    {
        if (!PayloadFields.Kinds.Contains(kind))
        {
            return [$"there is no such kind of document; known are {string.Join(", ", PayloadFields.Kinds)}."];
        }

        return Paths(("save", rule.Save), ("submit", rule.Submit), ("audit", rule.Audit), ("find.path", rule.Find.Path))
            .Concat(Fields(kind, rule))
            .Concat(Key(rule))
            .Concat(Amounts(rule.Amounts));
    }

    private static IEnumerable<string> Fields(string kind, YonBipTargetRule rule)
    {
        IReadOnlyList<string> Known(bool isLine) =>
            rule.Amounts is null
                ? PayloadFields.Of(kind, isLine)
                : [.. PayloadFields.Of(kind, isLine), .. isLine ? YonBipBill.LineAmounts : YonBipBill.Sums];
        return TargetCheck.Fields(kind, rule.Fields, Known(false), "fields").Concat(
            rule.Lines is { } lines ? TargetCheck.Fields(kind, lines.Fields, Known(true), "lines.fields") : []);
    }

    private static IEnumerable<string> Key(YonBipTargetRule rule)
    {
        var member = rule.Find.Field is null ? "code" : rule.Find.Key;
        if (rule.Fields.GetValueOrDefault(member)?.Path != "@key")
        {
            yield return $"our key is looked up as '{member}', so it must be sent there: give the field '{member}' the "
                + "path @key.";
        }

        if (rule.Fields.ContainsKey(YonBipBill.CheckKey))
        {
            yield return $"'{YonBipBill.CheckKey}' is sent by itself; take it out.";
        }

        if (rule.RefusedCodes.Intersect(rule.DuplicateCodes, StringComparer.Ordinal).FirstOrDefault() is { } code)
        {
            yield return $"the code '{code}' is both in refusedCodes and in duplicateCodes; keep one.";
        }
    }

    private static IEnumerable<string> Amounts(YonBipAmounts? amounts)
    {
        if (amounts is not null && amounts.TaxRates.Values.Append(amounts.TaxRate).Any(r => r is < 0 or >= 1))
        {
            yield return "amounts: a tax rate is a fraction from 0 up to 1, such as 0.13.";
        }
    }

    private static IEnumerable<string> Paths(params (string Name, string? Path)[] paths) => paths
        .Where(p => p.Path is { } path && (!path.StartsWith('/') || path.Contains('?', StringComparison.Ordinal)))
        .Select(p => $"{p.Name} is '{p.Path}'; write it from the gateway on, as /yonbip/sd/voucherorder/list.");
}
