using System.Security.Cryptography;
using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Assembly;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Checks;

/// <summary>
/// Finds rows that say exactly the same as one before them, under the number of a document (重复行). It keeps a
/// fingerprint of each row, not the row.
/// </summary>
internal sealed class RepeatedRows(UploadDefinition definition)
{
    private static readonly string[] Numbers = ["number", "reference", "document_number"];

    private readonly Dictionary<Guid, int> _seen = [];

    private readonly StringBuilder _text = new();

    /// <summary>Of two rows that are the same the later one is marked; the finding names the other.</summary>
    /// <returns>The warning; where it is an error it is marked on the row itself.</returns>
    public UploadProblem? Check(TableRow row)
    {
        if (Earlier(row) is not { } earlier)
        {
            return null;
        }

        row.Mark(row.Table.Columns[0], CellFindings.Repeated(earlier), null);
        if (definition.Checks.RepeatedRows == CheckSeverity.Error)
        {
            return null;
        }

        var marked = row.Problems[^1];
        row.Problems.Remove(marked);
        return marked with { Severity = CheckSeverity.Warning, Key = row.Key };
    }

    // Null: none, or a row that may well occur twice.
    private int? Earlier(TableRow row)
    {
        if (definition.Checks.RepeatedRows == CheckSeverity.Off || !row.IsGood || !HasNumber(row))
        {
            return null;
        }

        _text.Clear().Append(row.Table.Sheet.Name);
        foreach (var field in definition.Columns.Keys)
        {
            _text.Append('\0').Append(field).Append('=').Append(DocumentBuilder.KeyText(row.Value(field)));
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(_text.ToString()));
        var print = new Guid(hash.AsSpan(0, 16));
        return _seen.TryAdd(print, row.Number) ? null : _seen[print];
    }

    private static bool HasNumber(TableRow row)
    {
        foreach (var field in Numbers)
        {
            if (row.Value(field) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
