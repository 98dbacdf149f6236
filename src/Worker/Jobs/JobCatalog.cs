namespace DealerIntegration.Worker.Jobs;

/// <summary>The explicit list of pipelines. Adding one is a class and a line in the wiring.</summary>
internal sealed class JobCatalog(IEnumerable<IPipeline> pipelines)
{
    private readonly Dictionary<string, IPipeline> _pipelines =
        pipelines.ToDictionary(p => p.Name, StringComparer.Ordinal);

    public IEnumerable<string> Names => _pipelines.Keys.Order(StringComparer.Ordinal);

    public bool Has(string name) => _pipelines.ContainsKey(name);

    public IPipeline Get(string name) => _pipelines.TryGetValue(name, out var pipeline)
        ? pipeline
        : throw new InvalidOperationException(
            $"No pipeline is called '{name}'; there are {string.Join(", ", Names)}. "
            + "Was the run made by a newer build?");

    /// <summary>The steps of a pipeline that only runs others in order; null for one that works itself.</summary>
    public IReadOnlyList<RunStep>? StepsOf(string name) => (Get(name) as ISteppedPipeline)?.Steps;
}

/// <summary>A pipeline that consists of other runs, one after the other.</summary>
internal interface ISteppedPipeline : IPipeline
{
    IReadOnlyList<RunStep> Steps { get; }
}

internal sealed record RunStep(string Pipeline, string Scope = "");
