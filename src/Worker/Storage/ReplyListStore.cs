using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>A file on its way to a dealer by mail or SFTP that has not arrived for certain (未确认回复).</summary>
internal sealed record OpenReply(
    string Key, string DealerCode, string Connector, string FileName, string Status, long Attempts, string? Reason,
    DateTime CreatedAt);

/// <summary>Lists of replies, for people.</summary>
internal static class ReplyListStore
{
    /// <summary>What waits, is unclear or was refused, oldest first.</summary>
    public static Task<IReadOnlyList<OpenReply>> OpenAsync(NpgsqlTransaction transaction, CancellationToken cancel) =>
        Sql.QueryAsync<OpenReply>(
            transaction,
            """
            SELECT o.key AS "Key", o.dealer_code AS "DealerCode", o.connector AS "Connector", r.file_name AS "FileName",
                   CASE WHEN o.status = 'pending' AND a.tries > 0 THEN 'unknown' ELSE o.status END AS "Status",
                   a.tries AS "Attempts", o.reason AS "Reason", o.created_at AS "CreatedAt"
              FROM delivery.outbox o
              JOIN delivery.reply r ON r.key = o.key
             CROSS JOIN LATERAL (SELECT count(*) AS tries FROM delivery.attempt WHERE outbox_id = o.id) a
             WHERE o.kind = @kind AND o.status <> 'done'
             ORDER BY o.id
            """,
            cancel,
            new { kind = ReplyStore.Kind });
}
