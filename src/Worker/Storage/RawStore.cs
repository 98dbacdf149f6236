using System.IO.Compression;
using System.Security.Cryptography;
using DealerIntegration.Connectors.Contract;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>raw.page</c>: what partners sent, kept as sent. The same page again costs nothing.</summary>
internal static class RawStore
{
    public static Task SaveAsync(
        NpgsqlTransaction transaction, string connector, string dataset, string part, RawPage page, long run,
        CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO raw.page (connector, dataset, part, name, sha256, body_gzip, run_id)
            VALUES (@connector, @dataset, @part, @name, @sha256, @body, @run)
            ON CONFLICT DO NOTHING
            """,
            cancel,
            new
            {
                connector,
                dataset,
                part,
                name = page.Name,
                sha256 = SHA256.HashData(page.Body.Span),
                body = Compress(page.Body),
                run,
            });

    private static byte[] Compress(ReadOnlyMemory<byte> body)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(body.Span);
        }

        return target.ToArray();
    }
}
