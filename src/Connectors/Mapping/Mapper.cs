using System.Runtime.CompilerServices;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// Turns the records of a page into canonical documents (字段映射). Every problem of a record is reported at once; a
/// document with a bad line is rejected whole, because part of an invoice is a wrong amount.
/// </summary>
public static class Mapper
{
    private static readonly ConditionalWeakTable<DatasetMapping, CompiledMapping> Compiled = [];

    /// <summary>Maps one page. Flat sources must hand over a whole file, so that no document is cut.</summary>
    /// <exception cref="ConfigurationException">The mapping does not fit the dataset.</exception>
    public static MappedPage Map(DatasetSpec spec, DatasetMapping mapping, IEnumerable<SourceRecord> records)
    {
        var compiled = Compiled.GetValue(mapping, m => Compile(spec, m));
        if (compiled.Spec != spec)
        {
            throw new ArgumentException(
                $"The mapping is of '{compiled.Spec.Name}', not of '{spec.Name}'.", nameof(spec));
        }

        var page = new PageBuilder(compiled);
        if (compiled.IsFlat)
        {
            new FlatMapper(compiled, page).Map(records);
        }
        else
        {
            new NestedMapper(compiled, page).Map(records);
        }

        return page.Build();
    }

    private static CompiledMapping Compile(DatasetSpec spec, DatasetMapping mapping)
    {
        var errors = new List<string>();
        return CompiledMapping.Compile(spec, mapping, errors)
            ?? throw new ConfigurationException(string.Join('\n', errors));
    }
}
