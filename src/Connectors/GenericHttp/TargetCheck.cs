using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>What must fit together in the rule for a kind of document.</summary>
internal static class TargetCheck
{
    public static IEnumerable<string> Problems(string kind, HttpTargetRule rule, BodyFormat format) =>
        OfKind(kind, () => Fields(kind, rule.Fields, rule.Lines)
            .Concat(Key(rule))
            .Concat(Find(rule.Find, format))
            .Concat(Later(rule))
            .Concat(Statuses(rule))
            .Concat(Root(rule.Fields, rule.Lines, format).ToList() is { Count: > 0 } wrong ? wrong
                : format == BodyFormat.Xml ? Names(rule.Fields, rule.Lines) : []));

    /// <summary>What must fit together in the members of a JSON body alone.</summary>
    public static IEnumerable<string> Problems(
        string kind, Dictionary<string, FieldMapping> fields, HttpLines? lines) =>
        OfKind(kind, () => Fields(kind, fields, lines).Concat(Root(fields, lines, BodyFormat.Json)));

    private static IEnumerable<string> OfKind(string kind, Func<IEnumerable<string>> problems) =>
        PayloadFields.Kinds.Contains(kind)
            ? problems()
            : [$"there is no such kind of document; known are {string.Join(", ", PayloadFields.Kinds)}."];

    private static IEnumerable<string> Fields(string kind, Dictionary<string, FieldMapping> fields, HttpLines? lines) =>
        Fields(kind, fields, PayloadFields.Of(kind, isLine: false), "fields").Concat(lines is not null
            ? Fields(kind, lines.Fields, PayloadFields.Of(kind, isLine: true), "lines.fields")
            : []);

    /// <param name="kind">Of the document.</param>
    /// <param name="fields">Members of the body.</param>
    /// <param name="known">What a path may name.</param>
    /// <param name="where">Where in the file the members stand.</param>
    public static IEnumerable<string> Fields(
        string kind, Dictionary<string, FieldMapping> fields, IReadOnlyList<string> known, string where)
    {
        foreach (var (member, field) in fields)
        {
            if (field.When is not null || field.Multiply is not null || field.Join is not null
                || field.NegateWhen is not null || field.Separator is not null)
            {
                yield return $"{where}.{member} may have path, constant, default, map and convert only.";
            }

            if (field.Path is null == field.Constant is null)
            {
                yield return $"{where}.{member} takes exactly one of path and constant.";
            }

            if (field.Path is { } path && !known.Contains(path))
            {
                yield return $"{where}.{member}: a {kind} holds no '{path}'; it holds {string.Join(", ", known)}.";
            }

            foreach (var step in TargetValue.Steps(field).Where(s => !IsKnown(s)))
            {
                yield return $"{where}.{member} names the unknown converter '{step}'; known are number, negate, "
                    + "boolean, sapDate and date:PATTERN.";
            }
        }
    }

    private static bool IsKnown(string step) => step is TargetValue.Number or TargetValue.Negate or TargetValue.Boolean
            or TargetValue.SapDate
        || (step.StartsWith(TargetValue.Date, StringComparison.Ordinal)
            && InstantFormat.Problem(step[TargetValue.Date.Length..], "UTC") is null);

    private static IEnumerable<string> Key(HttpTargetRule rule)
    {
        var isSent = rule.Path.Contains("{key}", StringComparison.Ordinal)
            || rule.Fields.Values.Any(f => f.Path == "@key");
        if (!isSent)
        {
            yield return "our key is not sent, so a lost answer could never be cleared up; give a field the path @key, "
                + "or put {key} into 'path'.";
        }

        if (rule.KeyHeader is { } name && HeaderName.Problem(name) is { } problem)
        {
            yield return $"keyHeader: {problem}";
        }
    }

    private static IEnumerable<string> Find(HttpFind find, BodyFormat format)
    {
        if (!Template.Holds(find.Path, "key") && !(find.Body is { } held && Template.Holds(held, "key")))
        {
            yield return "find.path holds no {key}, and no body of find does.";
        }

        foreach (var problem in QueryCheck.Body(find.Method, find.Body, format))
        {
            yield return $"find: {problem}";
        }

        if (find is { Method: ReadVerb.Post, Body: null })
        {
            yield return "find: a POST needs a 'body'.";
        }
    }

    private static IEnumerable<string> Later(HttpTargetRule rule)
    {
        foreach (var path in new[] { rule.Number, rule.Later?.Job, rule.Later?.State })
        {
            if (HeaderPath.Problem(path) is { } problem)
            {
                yield return problem;
            }
        }

        if (rule.Later is not { } later)
        {
            yield break;
        }

        if (!Template.Holds(later.Path, "job"))
        {
            yield return "later.path holds no {job}.";
        }

        if (later.Done.Count == 0 || later.Done.Intersect(later.Refused, StringComparer.Ordinal).Any())
        {
            yield return "later names the states of 'done' and those of 'refused', and none in both.";
        }

        if (later.PatienceSeconds is < 1 or > 3600)
        {
            yield return $"later.patienceSeconds is {later.PatienceSeconds}; it must be from 1 to 3600.";
        }

        if (later.Statuses.FirstOrDefault(s => s is < 200 or > 299) is var odd && odd != 0)
        {
            yield return $"later.statuses: the status {odd} cannot mean taken; use those from 200 to 299.";
        }
    }

    private static IEnumerable<string> Statuses(HttpTargetRule rule)
    {
        var twice = rule.Done.Concat(rule.Refused).Concat(rule.Duplicate).GroupBy(s => s).Where(g => g.Count() > 1);
        foreach (var status in twice)
        {
            yield return $"the status {status.Key} means two things under done, refused and duplicate; keep one.";
        }

        if (rule.Done.FirstOrDefault(s => s is < 200 or > 299) is var odd && odd != 0)
        {
            yield return $"the status {odd} cannot mean done; use those from 200 to 299.";
        }

        var codes = rule.RefusedCodes.Intersect(rule.DuplicateCodes, StringComparer.Ordinal).FirstOrDefault();
        if (codes is not null)
        {
            yield return $"the code '{codes}' is both in refusedCodes and in duplicateCodes; keep one.";
        }
    }

    private static IEnumerable<string> Root(
        Dictionary<string, FieldMapping> fields, HttpLines? lines, BodyFormat format)
    {
        var members = fields.Keys.Concat(lines is not null ? [lines.Member] : []).ToList();
        if (format == BodyFormat.Xml && members.Select(m => m.Split('.')[0]).Distinct().Count() != 1)
        {
            yield return "an XML body has one root: begin each member with it, as in order.number.";
        }

        foreach (var member in members)
        {
            var steps = member.Split('.');
            if (steps[0] == BodyText.FirstOfList || steps[^1] == BodyText.FirstOfList || steps.Any(s => s.Length == 0))
            {
                yield return $"'{member}' does not name a member; write it as order.number.";
            }

            if (members.Any(m => m.StartsWith($"{member}.", StringComparison.Ordinal)))
            {
                yield return $"'{member}' has a value and cannot hold members besides"
                    + (format == BodyFormat.Xml ? $"; beside attributes it is '{member}.{XmlText.Text}'." : ".");
            }
        }
    }

    // A body with something in each member shows whether its names can be written.
    private static IEnumerable<string> Names(Dictionary<string, FieldMapping> fields, HttpLines? lines)
    {
        JsonObject body = [];
        Fill(body, fields);
        if (lines is not null)
        {
            JsonObject line = [];
            Fill(line, lines.Fields);
            BodyText.Set(body, lines.Member, new JsonArray(line));
        }

        if (body.Count == 1 && XmlText.Problem(body) is { } problem)
        {
            yield return problem;
        }
    }

    private static void Fill(JsonObject body, Dictionary<string, FieldMapping> fields)
    {
        foreach (var (member, field) in fields)
        {
            BodyText.Set(body, member, field.Constant ?? "1");
        }
    }
}
