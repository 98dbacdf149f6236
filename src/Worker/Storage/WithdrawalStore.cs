using DealerIntegration.Connectors.Contract;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>What left the hub for a dealer's order, and what was asked to take it back.</summary>
internal static class WithdrawalStore
{
    /// <summary>
    /// The order's documents, locked: a send that is under way is waited for, and none begins before the caller
    /// commits.
    /// </summary>
    public static Task<IReadOnlyList<SentDocument>> LockAsync(
        NpgsqlTransaction transaction, string salesOrder, CancellationToken cancel) =>
        Sql.QueryAsync<SentDocument>(
            transaction,
            """
            SELECT o.id AS "Id", o.connector AS "Connector", o.kind AS "Kind", o.key AS "Key",
                   o.dealer_code AS "DealerCode", o.status AS "Status",
                   o.payload ->> 'warehouse_code' AS "Warehouse",
                   EXISTS (SELECT FROM delivery.attempt a WHERE a.outbox_id = o.id) AS "WasTried",
                   b.status AS "BackStatus", b.reason AS "BackReason"
              FROM delivery.outbox o
              LEFT JOIN delivery.outbox b
                ON b.connector = o.connector AND b.key = o.key
               AND b.kind = CASE o.kind WHEN @salesOrderKind THEN @salesOrderBack ELSE @deliveryBack END
             WHERE (o.kind = @salesOrderKind AND o.key = @salesOrder)
                OR (o.kind = @deliveryKind AND o.payload ->> 'order_number' = @salesOrder)
             ORDER BY o.id FOR NO KEY UPDATE OF o
            """,
            cancel,
            new
            {
                salesOrder,
                salesOrderKind = PushKinds.SalesOrder,
                salesOrderBack = PushKinds.SalesOrderWithdrawal,
                deliveryKind = PushKinds.DeliveryOrder,
                deliveryBack = PushKinds.DeliveryOrderCancel,
            });

    /// <summary>A document that never went out does not go out any more.</summary>
    public static Task StopAsync(
        NpgsqlTransaction transaction, IReadOnlyList<long> ids, string reason, long run, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            UPDATE delivery.outbox
               SET status = 'refused', reason = @reason, ended_at = clock_timestamp(), ended_by_run = @run
             WHERE id = ANY(@ids)
            """,
            cancel,
            new { ids = ids.ToArray(), reason, run });
}

/// <summary>A document of an order and, where it was asked back, what came of that.</summary>
/// <param name="Warehouse">Of a delivery order.</param>
internal sealed record SentDocument(
    long Id, string Connector, string Kind, string Key, string DealerCode, string Status, string? Warehouse,
    bool WasTried, string? BackStatus, string? BackReason)
{
    /// <summary>Nothing of it is, or will be, in effect at the partner.</summary>
    public bool IsGone => Status == "refused" || BackStatus == "done";

    public bool IsUnsent => Status == "pending" && !WasTried;

    public bool IsUnclear => Status is "pending" or "unknown" && WasTried;
}
