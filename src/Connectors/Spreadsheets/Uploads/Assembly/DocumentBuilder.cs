using System.Globalization;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Assembly;

/// <summary>
/// Puts the values of rows, and what holds for the whole table, into the places of the dataset's fields (字段归位).
/// </summary>
internal sealed class DocumentBuilder
{
    private const string Position = "position";

    private readonly string fileName;
    private readonly IReadOnlyDictionary<string, object> header;
    private readonly int[] fields;
    private readonly int[] lineFields;
    private readonly int position;

    public DocumentBuilder(
        string fileName, TablePlan plan, DatasetSpec spec, IReadOnlyDictionary<string, object> header)
    {
        this.fileName = fileName;
        this.header = header;
        Plan = plan;
        Spec = spec;
        fields = [.. spec.Fields.Select(f => plan.IndexOf(f.Name))];
        lineFields = [.. spec.LineFields.Select(f => plan.IndexOf(f.Name))];
        position = spec.LineFields.Select(f => f.Name).ToList().IndexOf(Position);
    }

    public TablePlan Plan { get; }

    public DatasetSpec Spec { get; }

    /// <summary>Null where a part of the natural key is missing.</summary>
    public string? KeyOf(TableRow row)
    {
        var parts = new string[Spec.Key.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var field = Spec.Key[i];
            if ((row.Values[fields[field]] ?? header.GetValueOrDefault(Spec.Fields[field].Name)) is not { } value)
            {
                return null;
            }

            parts[i] = KeyText(value);
        }

        return string.Join('|', parts);
    }

    /// <summary>Whether a row has a header field that none of the others has.</summary>
    public bool AddsHeader(IReadOnlyList<TableRow> others, TableRow row) =>
        Array.Exists(fields, f => row.Values[f] is not null && First(others, f) is null);

    /// <summary>A row that is a document of its own.</summary>
    /// <param name="row">Its values.</param>
    /// <param name="key">Its key, if it has all parts of one.</param>
    public MappedDocument Document(TableRow row, string? key)
    {
        if (key is null)
        {
            return Document([row], []);
        }

        var values = new object?[fields.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = row.Values[fields[i]] ?? header.GetValueOrDefault(Spec.Fields[i].Name);
        }

        return new MappedDocument(key, values, [], new Place(fileName, row.Table.Sheet.Name, row.Number));
    }

    /// <param name="rows">Rows whose header fields count, the first that has one.</param>
    public MappedDocument Document(IReadOnlyList<TableRow> rows, IReadOnlyList<object?[]> lines)
    {
        var values = new object?[fields.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = First(rows, fields[i]) ?? header.GetValueOrDefault(Spec.Fields[i].Name);
        }

        var place = rows.Count > 0
            ? new Place(fileName, rows[0].Table.Sheet.Name, rows[0].Number)
            : new Place(fileName);
        return new MappedDocument(string.Join('|', Spec.Key.Select(i => KeyText(values[i]))), values, lines, place);
    }

    /// <param name="index">Its place among the lines of the document, from 0.</param>
    public object?[] Line(TableRow row, int index)
    {
        var line = new object?[lineFields.Length];
        for (var i = 0; i < line.Length; i++)
        {
            line[i] = row.Values[lineFields[i]] ?? header.GetValueOrDefault(Spec.LineFields[i].Name);
        }

        if (position >= 0)
        {
            line[position] ??= (index + 1).ToString(CultureInfo.InvariantCulture);
        }

        return line;
    }

    public static string KeyText(object? value) => value switch
    {
        null => "",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    private static object? First(IReadOnlyList<TableRow> rows, int field)
    {
        for (var i = 0; i < rows.Count && field >= 0; i++)
        {
            if (rows[i].Values[field] is { } value)
            {
                return value;
            }
        }

        return null;
    }
}
