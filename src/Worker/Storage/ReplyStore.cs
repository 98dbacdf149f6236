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

    /// <summary>Puts a file into the outbox that no file of the dealer's asked for.</summary>
    /// <param name="recipient">The dealer's address, where it goes by mail.</param>
    public static async Task AddUnaskedAsync(
        NpgsqlTransaction transaction, Unasked post, IntakeWay way, string? recipient, long run,
        CancellationToken cancel)
    {
        var key = OutboxKey.Of("post", post.Dealer, post.Kind, $"{run}", post.FileName);
        var payload = JsonSerializer.Serialize(
            new { file = post.FileName, kind = post.Kind }, JsonSerializerOptions.Web);
        await OutboxStore.AddAsync(
            transaction, new OutboxEntry(ConnectorOf(way), Kind, key, post.Dealer, payload), run, cancel);
        await Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO delivery.reply (key, dealer_code, recipient, file_name, body, language)
            VALUES (@key, @Dealer, @recipient, @FileName, @Content, @language)
            """,
            cancel,
            new { key, post.Dealer, recipient, post.FileName, post.Content, language = post.Language.ToString() });
    }

    /// <summary>The way by which the dealer's last file came, and its address where that was a mail.</summary>
    public static async Task<(string Way, string? Address)?> LastWayAsync(
        NpgsqlTransaction transaction, string dealer, CancellationToken cancel)
    {
        var last = await Sql.QueryAsync<(string Way, string? Address)>(
            transaction,
            """
            SELECT a.way, a.thread ->> 'to' FROM raw.arrival a JOIN raw.upload u ON u.id = a.upload_id
             WHERE u.dealer_code = @dealer ORDER BY a.id DESC LIMIT 1
            """,
            cancel,
            new { dealer });
        return last.Count == 0 ? null : last[0];
    }

    public static async Task<IntakeReply> GetAsync(NpgsqlTransaction transaction, string key, CancellationToken cancel)
    {
        var row = (await Sql.QueryAsync<ReplyRow>(
            transaction,
            """
            SELECT coalesce(u.dealer_code, r.dealer_code) AS dealerCode, coalesce(a.file_name, '') AS answers,
                   r.file_name AS fileName, r.body, r.language, r.recipient, a.thread::text AS thread
              FROM delivery.reply r
              LEFT JOIN raw.arrival a ON a.id = r.arrival_id
              LEFT JOIN raw.upload u ON u.id = a.upload_id
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
            row.Recipient is { } to ? MailThread.New(to, Path.GetFileNameWithoutExtension(row.FileName))
                : row.Thread is null ? null
                : JsonSerializer.Deserialize<MailThread>(row.Thread, JsonSerializerOptions.Web))
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

        public string? Recipient { get; init; }
    }
}

/// <summary>A file for a dealer that none of its own asked for.</summary>
/// <param name="Kind">As in <c>delivery.file</c>.</param>
internal sealed record Unasked(
    string Dealer, string Kind, string FileName, byte[] Content, ReplyLanguage Language, string? Figures = null);
