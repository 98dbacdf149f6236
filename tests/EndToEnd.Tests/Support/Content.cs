using System.Text.Json;
using System.Text.RegularExpressions;
using ClosedXML.Excel;
using Npgsql;

namespace DealerIntegration.EndToEnd.Tests.Support;

/// <summary>
/// What a month has left behind, as text that two hubs can be compared by: rows without run ids, version numbers and
/// times of writing, result workbooks by their cells, partners by what they were told to create.
/// </summary>
internal static partial class Content
{
    /// <summary>Numbers and times that a hub gives out; two equal months differ in them.</summary>
    private static readonly HashSet<string> Given =
    [
        "id", "run_id", "ended_by_run", "until_seq", "content_hash", "created_at", "ended_at", "posted_at",
        "received_at", "sha256", "body", "settle_run", "release_id", "decided_at", "entered_at",
        "closed_at",
        // How often a push was tried is the one thing that a crash may change.
        "attempts",
    ];

    /// <summary>Rows that stand for the run itself, for its tries, or for pages as sent.</summary>
    /// <remarks>No one decides anything in these months.</remarks>
    private static readonly HashSet<string> LeftOut =
        ["delivery.attempt", "raw.page", "canonical.decision", "canonical.diversion_ruling",
            "canonical.case_step", "canonical.volume_move"];

    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OfAsync(Stage stage)
    {
        var content = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        await using var connection = new NpgsqlConnection(stage.Database);
        await connection.OpenAsync();
        var neutral = await NeutralAsync(connection, stage);
        foreach (var (table, columns) in await TablesAsync(connection))
        {
            content[table] = await RowsAsync(connection, table, columns, neutral);
        }

        foreach (var file in Directory.EnumerateFiles(stage.Folder.Outbox, "*", SearchOption.AllDirectories))
        {
            content["file " + neutral(file)] = [.. Cells(file).Select(neutral)];
        }

        content["partner sap"] = Facts(await Stage.StateAsync(stage.Sap));
        content["partner wms"] = Facts(await Stage.StateAsync(stage.Wms));
        return content;
    }

    /// <summary>Asserts that nothing was lost, nothing is there twice and nothing differs.</summary>
    public static void MustBeEqual(
        IReadOnlyDictionary<string, IReadOnlyList<string>> expected,
        IReadOnlyDictionary<string, IReadOnlyList<string>> actual)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var (part, rows) in expected)
        {
            var lost = rows.Except(actual[part]).Take(3);
            var surplus = actual[part].Except(rows).Take(3);
            Assert.True(
                rows.SequenceEqual(actual[part]),
                $"{part}: {rows.Count} rows expected, {actual[part].Count} found.\nOnly in the expected:\n"
                + $"{string.Join('\n', lost)}\nOnly in the actual:\n{string.Join('\n', surplus)}");
        }
    }

    private static async Task<List<(string Table, List<string> Columns)>> TablesAsync(NpgsqlConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT table_schema || '.' || table_name, column_name
              FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
             WHERE table_type = 'BASE TABLE'
               AND (table_schema IN ('canonical', 'result', 'delivery')
                    OR (table_schema, table_name)
                       IN (('raw', 'upload'), ('ops', 'certificate'), ('ops', 'rejected_row')))
             ORDER BY 1, ordinal_position
            """;
        var found = new List<(string Table, string Column)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            found.Add((reader.GetString(0), reader.GetString(1)));
        }

        return
        [
            .. found.Where(c => !LeftOut.Contains(c.Table)).GroupBy(c => c.Table)
                .Select(t => (t.Key, t.Select(c => c.Column).ToList())),
        ];
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(
        NpgsqlConnection connection, string table, List<string> columns, Func<string, string> neutral)
    {
        var parts = columns.Where(c => !Given.Contains(c)).Select(c => Expression(table, c)).ToList();
        if (columns.Contains("until_seq"))
        {
            parts.Add("(until_seq = 9223372036854775807)::text");
        }

        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT concat_ws(' | ', {string.Join(", ", parts)}) FROM {table} t";
        var rows = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(neutral(reader.GetString(0)));
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    /// <summary>A version number becomes the natural key behind it, so that lines keep their document.</summary>
    private static string Expression(string table, string column) => column switch
    {
        "seq" when table.EndsWith("_line", StringComparison.Ordinal) => KeyOf(table[..^"_line".Length], "seq"),
        "seq" => "key",
        "order_seq" => KeyOf("canonical.dealer_order", "order_seq"),
        "rebate_id" or "settled_id" =>
            $"(SELECT concat_ws(' ', r.policy, r.dealer_code, r.period) FROM result.rebate r WHERE r.id = t.{column})",
        _ => $"coalesce(t.{column}::text, '-')",
    };

    private static string KeyOf(string table, string column) =>
        $"(SELECT p.key || ' ' || (p.until_seq = 9223372036854775807)::text FROM {table} p WHERE p.seq = t.{column})";

    private static List<string> Cells(string file)
    {
        if (!file.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
        {
            return [.. File.ReadLines(file)];
        }

        using var book = new XLWorkbook(file);
        return
        [
            .. book.Worksheets.SelectMany(sheet => sheet.CellsUsed().Select(cell =>
                $"{sheet.Name}!{cell.Address}: {(cell.HasFormula ? "=" + cell.FormulaA1 : cell.Value)}")),
        ];
    }

    /// <summary>Each number of the state with its path, sorted: two workers may push in either order.</summary>
    private static List<string> Facts(string state)
    {
        using var json = JsonDocument.Parse(state);
        return [.. Flat(json.RootElement, "").Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Flat(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(member => Flat(member.Value, $"{path}/{member.Name}"))
            : [$"{path}: {element.GetRawText()}"];

    /// <summary>
    /// Takes out of a text where the hub lies, which run wrote it, and in which order a partner numbered our
    /// documents: that is the order of two workers and may differ. Each number becomes our key of the document.
    /// </summary>
    private static async Task<Func<string, string>> NeutralAsync(NpgsqlConnection connection, Stage stage)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT partner_number, key FROM delivery.outbox WHERE partner_number IS NOT NULL";
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            keys[reader.GetString(0)] = reader.GetString(1);
        }

        return text => PartnerNumber().Replace(
            RunInName().Replace(text.Replace(stage.Folder.Root, "", StringComparison.Ordinal), ".xlsx"),
            number => keys.GetValueOrDefault(number.Value, number.Value));
    }

    /// <summary>Result files bear the number of their run.</summary>
    [GeneratedRegex(@"_\d+\.xlsx")]
    private static partial Regex RunInName();

    [GeneratedRegex(@"\bW?\d{8}\b")]
    private static partial Regex PartnerNumber();
}
