using System.Runtime.CompilerServices;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>Something worked out once for each mapping object; a corrected mapping is another object.</summary>
internal sealed class PerMapping<T>(Func<DatasetMapping, T> make)
    where T : class
{
    private readonly ConditionalWeakTable<DatasetMapping, T> _known = [];

    public T Of(DatasetMapping mapping) => _known.GetValue(mapping, m => make(m));

    /// <summary>Works it out for all, so that what is wrong is said at the start.</summary>
    public PerMapping<T> Prepare(IEnumerable<DatasetMapping> mappings)
    {
        foreach (var mapping in mappings)
        {
            Of(mapping);
        }

        return this;
    }
}
