using System.Text.Json;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Replies;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// <c>delivery.reply</c>: files on their way back to dealers by SFTP or mail. The outbox says whether one was sent.
/// </summary>
internal static class ReplyStore
{
    public const string Kind = "upload-reply";

    /// <summary>The name that the outbox knows a way by; no connector's file can have it.</summary>
    public static string ConnectorOf(IntakeWay way) => $"intake:{ArrivalStore.NameOf(way)}";

    /// <summary>Puts a reply into the outbox, under a key made of what it answers.</summary>
    /// <param name="files">The answer, and what goes with it.</param>
    public static async Task AddAsync(
        NpgsqlTransaction transaction, Arrival arrival, string dealer, IReadOnlyList<ReplyFile> files,
        ReplyLanguage language, long run, CancellationToken cancel)
    {
        var (fileName, body) = (files[0].Name, files[0].Content);
        var key = OutboxKey.Of("reply", dealer, arrival.Way, arrival.Place, arrival.Mark, $"{arrival.Part}",
            $"{arrival.Id}");
        var payload = JsonSerializer.Serialize(
            new { arrival = arrival.Id, file = fileName, answers = arrival.FileName }, JsonSerializerOptions.Web);
        await OutboxStore.AddAsync(
            transaction, new OutboxEntry($"intake:{arrival.Way}", Kind, key, dealer, payload), run, cancel);
        await Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO delivery.reply (key, arrival_id, file_name, body, language)
            VALUES (@key, @arrival, @fileName, @body, @language)
            """,
            cancel,
            new { key, arrival = arrival.Id, fileName, body, language = language.ToString() });
        for (var no = 1; no < files.Count; no++)
        {
            await Sql.ExecuteAsync(
                transaction,
                "INSERT INTO delivery.reply_file (key, no, file_name, body) VALUES (@key, @no, @Name, @Content)",
                cancel,
                new { key, no, files[no].Name, files[no].Content });
        }
    }

    public static async Task<IntakeReply> GetAsync(NpgsqlTransaction transaction, string key, CancellationToken cancel)
    {
        var row = (await Sql.QueryAsync<ReplyRow>(
            transaction,
            """
            SELECT u.dealer_code AS dealerCode, a.file_name AS answers, r.file_name AS fileName, r.body, r.language,
                   a.thread::text AS thread
              FROM delivery.reply r
              JOIN raw.arrival a ON a.id = r.arrival_id
              JOIN raw.upload u ON u.id = a.upload_id
             WHERE r.key = @key
            """,
            cancel,
            new { key })).Single();
        var others = await Sql.QueryAsync<(string Name, byte[] Content)>(
            transaction,
            "SELECT file_name, body FROM delivery.reply_file WHERE key = @key ORDER BY no",
            cancel,
            new { key });
        return new IntakeReply(
            key, row.DealerCode, row.Answers, row.FileName, row.Body, Enum.Parse<ReplyLanguage>(row.Language),
            row.Thread is null ? null : JsonSerializer.Deserialize<MailThread>(row.Thread, JsonSerializerOptions.Web))
        {
            Others = [.. others.Select(o => new ReplyFile(o.Name, o.Content))],
        };
    }

    private sealed record ReplyRow
    {
        public required string DealerCode { get; init; }

        public required string Answers { get; init; }

        public required string FileName { get; init; }

        public required byte[] Body { get; init; }

        public required string Language { get; init; }

        public string? Thread { get; init; }
    }
}
