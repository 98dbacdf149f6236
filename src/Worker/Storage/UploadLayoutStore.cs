using System.Text.Json;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>A layout and whose it is.</summary>
internal sealed record DealerLayout(string DealerCode, RememberedLayout Layout, DateTime SeenAt);

/// <summary><c>ops.upload_layout</c> (表格布局): how each dealer's files are laid out, as confirmed or only seen.</summary>
internal static class UploadLayoutStore
{
    private const string Columns =
        """
        id, dealer_code AS dealerCode, kind, mapping::text AS mapping, confirmed_by AS confirmedBy,
        coalesce(confirmed_at, seen_at) AS at, seen_at AS seenAt
        """;

    /// <summary>The newest first; of all dealers where none is named.</summary>
    public static async Task<IReadOnlyList<DealerLayout>> ListAsync(
        NpgsqlTransaction transaction, string? dealer, CancellationToken cancel) =>
    [
        .. (await Sql.QueryAsync<Row>(
            transaction,
            $"""
            SELECT {Columns} FROM ops.upload_layout WHERE @dealer::text IS NULL OR dealer_code = @dealer
             ORDER BY seen_at DESC, id DESC
            """,
            cancel,
            new { dealer })).Select(r => r.ToLayout()),
    ];

    /// <summary>Changes whenever something does that was settled for a dealer: layouts, codes, units.</summary>
    public static async Task<string> SettledVersionAsync(
        NpgsqlTransaction transaction, string dealer, CancellationToken cancel) =>
        (await Sql.QueryAsync<string>(
            transaction,
            """
            SELECT coalesce(md5(string_agg(line, E'\n' ORDER BY line)), '')
              FROM (SELECT concat_ws('|', kind, fingerprint, mapping, confirmed_at) AS line FROM ops.upload_layout
                     WHERE dealer_code = @dealer AND confirmed_at IS NOT NULL
                    UNION ALL
                    SELECT m::text FROM ops.code_map m WHERE dealer_code = @dealer) settled
            """,
            cancel,
            new { dealer })).Single();

    /// <summary>Notes that a file of this layout was read; who confirmed it stays.</summary>
    public static Task SeenAsync(
        NpgsqlTransaction transaction, string dealer, RememberedLayout layout, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO ops.upload_layout (dealer_code, kind, fingerprint, mapping)
            VALUES (@dealer, @Kind, @Fingerprint, @mapping::jsonb)
            ON CONFLICT (dealer_code, kind, fingerprint)
            DO UPDATE SET mapping = excluded.mapping, seen_at = excluded.seen_at
            """,
            cancel,
            new { dealer, layout.Kind, layout.Fingerprint, mapping = Mapping.Of(layout) });

    /// <summary>Remembers what a person has confirmed.</summary>
    /// <returns>Its number.</returns>
    public static async Task<long> ConfirmAsync(
        NpgsqlTransaction transaction, string dealer, RememberedLayout layout, string by, CancellationToken cancel)
    {
        await AuditLog.WriteAsync(
            transaction, by, "upload-layout.confirm", dealer,
            $"{layout.Kind}: " + string.Join(
                ", ", layout.Columns.Where(c => c.Field is not null).Select(c => $"{c.Field} = {c.Heading}")),
            cancel);
        return (await Sql.QueryAsync<long>(
            transaction,
            """
            INSERT INTO ops.upload_layout (dealer_code, kind, fingerprint, mapping, confirmed_by, confirmed_at)
            VALUES (@dealer, @Kind, @Fingerprint, @mapping::jsonb, @by, now())
            ON CONFLICT (dealer_code, kind, fingerprint) DO UPDATE
               SET mapping = excluded.mapping, confirmed_by = excluded.confirmed_by,
                   confirmed_at = excluded.confirmed_at, seen_at = excluded.seen_at
            RETURNING id
            """,
            cancel,
            new { dealer, layout.Kind, layout.Fingerprint, mapping = Mapping.Of(layout), by })).Single();
    }

    /// <returns>False: there is none of that number.</returns>
    public static async Task<bool> ForgetAsync(
        NpgsqlTransaction transaction, long id, string by, CancellationToken cancel)
    {
        var gone = await Sql.QueryAsync<(string Dealer, string Kind)>(
            transaction, "DELETE FROM ops.upload_layout WHERE id = @id RETURNING dealer_code, kind", cancel,
            new { id });
        if (gone.Count > 0)
        {
            await AuditLog.WriteAsync(
                transaction, by, "upload-layout.forget", gone[0].Dealer, $"layout {id}, {gone[0].Kind}", cancel);
        }

        return gone.Count > 0;
    }

    private sealed record Mapping(IReadOnlyList<RememberedColumn> Columns, string? Dates, bool CommaDecimals)
    {
        public static string Of(RememberedLayout layout) => JsonSerializer.Serialize(
            new Mapping(layout.Columns, layout.Dates?.ToString(), layout.CommaDecimals), JsonSerializerOptions.Web);
    }

    private sealed record Row(
        long Id, string DealerCode, string Kind, string Mapping, string? ConfirmedBy, DateTime At, DateTime SeenAt)
    {
        public DealerLayout ToLayout()
        {
            var kept = JsonSerializer.Deserialize<UploadLayoutStore.Mapping>(Mapping, JsonSerializerOptions.Web)!;
            return new DealerLayout(
                DealerCode,
                new RememberedLayout
                {
                    Id = Id,
                    Kind = Kind,
                    Columns = kept.Columns,
                    ConfirmedBy = ConfirmedBy,
                    At = At,
                    Dates = kept.Dates is null ? null : Enum.Parse<DateOrder>(kept.Dates),
                    CommaDecimals = kept.CommaDecimals,
                },
                SeenAt);
        }
    }
}
