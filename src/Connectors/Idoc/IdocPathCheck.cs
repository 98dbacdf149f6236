namespace DealerIntegration.Connectors.Idoc;

/// <summary>Whether the paths of a mapping lead to segments and fields that the basic type has.</summary>
internal sealed class IdocPathCheck(IdocLayouts layouts, string type)
{
    public IEnumerable<string> Problems(IdocPlan plan)
    {
        if (!layouts.Knows(type))
        {
            return [$"the basic type '{type}' is not described; described are {string.Join(", ", layouts.Types)}."];
        }

        var lines = plan.Lines is null ? [] : IdocPath.Of(plan.Lines).Steps;
        return Fault(plan.Lines ?? "", lines, "") is { } fault
            ? [fault]
            : plan.HeaderPaths.Select(p => FieldFault(p, ""))
                .Concat(plan.LinePaths.Select(p => FieldFault(p, lines[^1].Name)))
                .OfType<string>();
    }

    private string? FieldFault(string path, string below)
    {
        if (path == IdocRecord.Notes)
        {
            return null;
        }

        var steps = IdocPath.Of(path).Steps;
        var (segments, field) = (steps.SkipLast(1).ToList(), steps[^1].Name);
        var last = segments.Count == 0 ? below : segments[^1].Name;
        return last.Length == 0
            ? $"the path '{path}' names no segment: begin with one, like E1EDK01.BELNR."
            : Fault(path, segments, below) ?? FieldOf(path, last, field);
    }

    private string? Fault(string path, IEnumerable<IdocPath.Step> segments, string below)
    {
        var above = below;
        foreach (var step in segments)
        {
            var isControl = step.Name == IdocLayouts.Control && above.Length == 0;
            if (!isControl && layouts.ParentOf(type, step.Name) != above)
            {
                var there = above.Length == 0 ? type : above;
                return $"the path '{path}' names {step.Name}, which does not stand directly below {there}.";
            }

            if (step.Field is not null && FieldOf(path, step.Name, step.Field) is { } fault)
            {
                return fault;
            }

            above = step.Name;
        }

        return null;
    }

    private string? FieldOf(string path, string segment, string field)
    {
        var known = layouts.Segment(segment)!;
        var names = string.Join(", ", known.Fields.Select(f => f.Name));
        return known.Field(field) is not null
            ? null
            : $"the path '{path}' names the field {field}; {segment} has {names}.";
    }
}
