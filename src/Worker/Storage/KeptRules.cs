using DealerIntegration.Worker.Hosting;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>ops.rules_kept</c>: rules files word for word, by the hash on the runs that used them.</summary>
internal static class KeptRules
{
    /// <summary>Keeps what the files hold now, and returns the hash over them for the run.</summary>
    public static async Task<string> KeepAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> files, CancellationToken cancel)
    {
        var hash = FileHash.Of(files);
        foreach (var file in files)
        {
            await Sql.ExecuteAsync(
                transaction,
                """
                INSERT INTO ops.rules_kept (rules_hash, name, content) VALUES (@hash, @name, @content)
                ON CONFLICT DO NOTHING
                """,
                cancel,
                new { hash, name = Path.GetFileName(file), content = await File.ReadAllTextAsync(file, cancel) });
        }

        return hash;
    }

    /// <summary>The text of each file by its name; empty: no run with this hash has kept any.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> FindAsync(
        NpgsqlTransaction transaction, string rulesHash, CancellationToken cancel) =>
        (await Sql.QueryAsync<(string Name, string Content)>(
            transaction,
            "SELECT name, content FROM ops.rules_kept WHERE rules_hash = @rulesHash",
            cancel,
            new { rulesHash })).ToDictionary(f => f.Name, f => f.Content, StringComparer.Ordinal);
}
