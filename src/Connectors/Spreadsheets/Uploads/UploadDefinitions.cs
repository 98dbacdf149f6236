using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>Loads the upload definitions of a folder and checks them against the datasets (上传模板).</summary>
public static class UploadDefinitions
{
    /// <exception cref="ConfigurationException">
    /// A file is not what its schema says, or names an unknown field.
    /// </exception>
    public static IReadOnlyList<UploadDefinition> Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ConfigurationException(
                $"{folder}: no such folder; it holds the definitions of dealers' uploads.");
        }

        return [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(LoadFile)];
    }

    private static UploadDefinition LoadFile(string path)
    {
        var definition = ConfigFile.Load<UploadDefinition>(path);
        Check(definition, path);
        return definition;
    }

    internal static void Check(UploadDefinition definition, string path)
    {
        var spec = Datasets.Find(definition.Dataset)
            ?? throw new ConfigurationException($"{path}: there is no dataset '{definition.Dataset}'.");
        var header = spec.Fields.Select(f => f.Name).ToHashSet();
        var lines = spec.LineFields.Select(f => f.Name).ToHashSet();
        foreach (var field in definition.Labels.Keys.Append(definition.DealerField))
        {
            Known(header.Contains(field), path, field, spec.Name);
        }

        foreach (var field in definition.Constants.Keys)
        {
            Known(header.Contains(field) || lines.Contains(field), path, field, spec.Name);
        }

        foreach (var (field, column) in definition.Columns)
        {
            Known(header.Contains(field) || lines.Contains(field), path, field, spec.Name);
            if (column.Raises.Count > 0 != column.Lowers.Count > 0)
            {
                throw new ConfigurationException(
                    $"{path}: column '{field}' needs both 'raises' and 'lowers', or neither.");
            }
        }

        if (definition.RejectLimit < 1)
        {
            throw new ConfigurationException(
                $"{path}: $.rejectLimit {definition.RejectLimit} is below 1; write how many problems a file may have.");
        }

        if (definition.SureFrom is < 0.5m or > 1m)
        {
            throw new ConfigurationException(
                $"{path}: 'sureFrom' is {definition.SureFrom}; it is a share from 0.5 to 1, for example 0.85.");
        }

        if (definition.GroupBy is { } group)
        {
            Known(definition.Columns.ContainsKey(group) && header.Contains(group), path, group, spec.Name);
        }

        var served = definition.Labels.Keys.Concat(definition.Constants.Keys).Concat(definition.Columns.Keys)
            .Append(definition.DealerField).Append("position").ToHashSet();
        var missing = spec.Fields.Concat(spec.LineFields).FirstOrDefault(f => f.Required && !served.Contains(f.Name));
        if (missing is not null)
        {
            throw new ConfigurationException(
                $"{path}: nothing gives the required field '{missing.Name}' of '{spec.Name}'; "
                + "add a column, label or constant.");
        }
    }

    private static void Known(bool known, string path, string field, string dataset)
    {
        if (!known)
        {
            throw new ConfigurationException($"{path}: dataset '{dataset}' has no field '{field}' in this place.");
        }
    }
}
