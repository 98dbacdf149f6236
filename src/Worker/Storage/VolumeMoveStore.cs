using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Domain.Values;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// <c>canonical.diversion_ruling</c> and <c>canonical.volume_move</c>: what was ruled and what that moved (窜货调整).
/// </summary>
internal static class VolumeMoveStore
{
    /// <returns>The ruling's number.</returns>
    public static async Task<long> RuleAsync(
        NpgsqlTransaction transaction, FoundCase found, CaseStep step, DateOnly happenedOn, CancellationToken cancel) =>
        (await Sql.QueryAsync<long>(
            transaction,
            """
            INSERT INTO canonical.diversion_ruling (case_number, dealer_code, happened_on, products, verdict, reason,
                                                    ruled_by, step_no)
            VALUES (@Number, @DealerCode, @happenedOn, ARRAY[@ProductCode], @verdict, @Reason, @By, @No)
            RETURNING seq
            """,
            cancel,
            new
            {
                found.Number,
                found.DealerCode,
                happenedOn,
                found.ProductCode,
                verdict = step.Action == CaseAction.Confirm ? "confirmed" : "dismissed",
                step.Reason,
                step.By,
                step.No,
            })).Single();

    /// <summary>Moves volume out of the diverting dealer's figures and into those of whose area it was.</summary>
    /// <param name="currency">That of the dealer whose area it was; null: the house, or not known.</param>
    public static Task MoveAsync(
        NpgsqlTransaction transaction, FoundCase found, long ruling, DateOnly happenedOn, DivertedVolume volume,
        AreaHolder holder, string? currency, CancellationToken cancel)
    {
        var words = volume.WordsFor(holder, currency);
        return Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO canonical.volume_move (case_number, ruling_seq, side, dealer_code, happened_on, product_code,
                quantity, currency, net_amount, gross_amount, arithmetic, arithmetic_zh)
            VALUES (@Number, @ruling, 'out', @DealerCode, @happenedOn, @ProductCode, -@Items, @Currency, -@NetAmount,
                    -@GrossAmount, @arithmetic, @chinese),
                   (@Number, @ruling, 'in', @Dealer, @happenedOn, @ProductCode, @Items, @Currency, @NetAmount,
                    @GrossAmount, @arithmetic, @chinese)
            """,
            cancel,
            new
            {
                found.Number,
                found.DealerCode,
                found.ProductCode,
                ruling,
                happenedOn,
                volume.Items,
                volume.Currency,
                volume.NetAmount,
                volume.GrossAmount,
                holder.Dealer,
                arithmetic = words.English,
                chinese = words.Chinese,
            });
    }

    /// <summary>Takes back exactly what stands moved for a case.</summary>
    public static Task TakeBackAsync(
        NpgsqlTransaction transaction, string number, long ruling, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO canonical.volume_move (case_number, ruling_seq, side, dealer_code, happened_on, product_code,
                quantity, currency, net_amount, gross_amount, arithmetic, arithmetic_zh, reverses)
            SELECT case_number, @ruling, side, dealer_code, happened_on, product_code, -quantity, currency,
                   -net_amount, -gross_amount, 'Takes back move ' || seq || '.', '撤回调整 ' || seq || '。', seq
              FROM canonical.volume_move m
             WHERE case_number = @number AND reverses IS NULL
               AND NOT EXISTS (SELECT 1 FROM canonical.volume_move t WHERE t.reverses = m.seq)
             ORDER BY seq
            """,
            cancel,
            new { number, ruling });

    /// <summary>Every move of a case, in the order of their numbers.</summary>
    public static Task<IReadOnlyList<VolumeMove>> OfCaseAsync(
        NpgsqlTransaction transaction, string number, CancellationToken cancel) =>
        Sql.QueryAsync<VolumeMove>(
            transaction,
            """
            SELECT seq AS "Seq", side AS "Side", dealer_code AS "DealerCode", happened_on::timestamp AS "HappenedOn",
                   quantity AS "Quantity", currency AS "Currency", net_amount AS "NetAmount",
                   gross_amount AS "GrossAmount", arithmetic AS "Arithmetic",
                   arithmetic_zh AS "ArithmeticChinese", reverses AS "Reverses"
              FROM canonical.volume_move WHERE case_number = @number ORDER BY seq
            """,
            cancel,
            new { number });
}

/// <summary>One side of a move (窜货调整行).</summary>
internal sealed record VolumeMove
{
    public long Seq { get; init; }

    /// <summary>out: of the diverting dealer's figures; in: into those of whose area it was.</summary>
    public required string Side { get; init; }

    /// <summary>Null: the house.</summary>
    public string? DealerCode { get; init; }

    public DateTime HappenedOn { get; init; }

    public decimal Quantity { get; init; }

    public required string Currency { get; init; }

    public decimal NetAmount { get; init; }

    public decimal GrossAmount { get; init; }

    public required string Arithmetic { get; init; }

    /// <summary>Null where the ruling was before this was kept.</summary>
    public string? ArithmeticChinese { get; init; }

    public Told Words => new(Arithmetic, ArithmeticChinese ?? Arithmetic);

    /// <summary>The move that this one takes back.</summary>
    public long? Reverses { get; init; }
}
