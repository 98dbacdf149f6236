using System.Buffers.Binary;
using System.IO.Compression;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Http;

/// <summary>Takes an answer in, and refuses one that may have been torn on the way.</summary>
internal static class AnswerReader
{
    /// <exception cref="ConnectorException">The answer may be incomplete, or is larger than allowed.</exception>
    public static async Task<Answer> ReadAsync(
        HttpResponseMessage response, string what, long maxBytes, CancellationToken cancel)
    {
        var declared = response.Content.Headers.ContentLength;
        if (declared > maxBytes)
        {
            throw TooLarge(what, maxBytes);
        }

        var headers = response.Content.Headers;
        var type = headers.ContentType;
        var body = await BytesAsync(response.Content, declared, what, maxBytes, cancel);
        foreach (var coding in headers.ContentEncoding.Reverse())
        {
            body = await UnpackedAsync(body, coding, what, maxBytes, cancel);
        }

        RequireWhole(response, body, what);
        // As it was written: a boundary with signs that a strict parser forbids is still a boundary.
        var isTyped = headers.NonValidated.TryGetValues("Content-Type", out var written);
        return new Answer(
            response.StatusCode, response.Headers, type?.MediaType, Charsets.Utf8(body, type?.MediaType, type?.CharSet))
        {
            ContentType = isTyped ? written.ToString() : null, ContentHeaders = headers,
        };
    }

    private static async Task<byte[]> BytesAsync(
        HttpContent content, long? declared, string what, long maxBytes, CancellationToken cancel)
    {
        await using var stream = await content.ReadAsStreamAsync(cancel);
        if (declared is { } length)
        {
            // Read where it stays: a page of many megabytes is not copied twice more. The client itself throws where
            // the body ends early; only an answer that has none by its status may declare more than comes.
            var whole = GC.AllocateUninitializedArray<byte>(checked((int)length));
            var came = await stream.ReadAtLeastAsync(whole, whole.Length, throwOnEndOfStream: false, cancel);
            return came == whole.Length ? whole : whole[..came];
        }

        return await AllAsync(stream, what, maxBytes, cancel);
    }

    private static async Task<byte[]> AllAsync(
        Stream stream, string what, long maxBytes, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancel)) > 0)
        {
            if (body.Length + read > maxBytes)
            {
                throw TooLarge(what, maxBytes);
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    // Never asked for, but some servers pack whatever they send. The limit holds for what comes out.
    private static async Task<byte[]> UnpackedAsync(
        byte[] body, string coding, string what, long maxBytes, CancellationToken cancel)
    {
        using var packed = new MemoryStream(body);
        await using Stream? stream = coding.ToLowerInvariant() switch
        {
            _ when body.Length == 0 => packed,
            "identity" => packed,
            "gzip" or "x-gzip" => new GZipStream(packed, CompressionMode.Decompress),
            "deflate" => new ZLibStream(packed, CompressionMode.Decompress),
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            _ => throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{what}: the answer is compressed ({coding}) although that was not asked for; have it turned off for "
                + "the hub, or changed to gzip."),
        };
        try
        {
            var whole = await AllAsync(stream, what, maxBytes, cancel);
            return stream is not GZipStream || EndsWith(body, whole.Length) ? whole : throw new ConnectorException(
                ConnectorFailure.Transient, $"{what}: the compressed answer ends too early.");
        }
        catch (InvalidDataException e)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient, $"{what}: the answer says that it is compressed ({coding}) and is not.", e);
        }
    }

    // The last four bytes tell how much was put in; the stream itself takes a torn end for the end.
    private static bool EndsWith(byte[] packed, int length) =>
        packed.Length > 4 && BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(^4..)) == (uint)length;

    // Without a length and without chunks the end of the connection is the end of the answer: a broken line then looks
    // like a short answer, and HttpClient does not notice. Only a text that says itself where it ends is then believed.
    private static void RequireWhole(HttpResponseMessage response, byte[] body, string what)
    {
        var isFramed = response.Version.Major >= 2
            || response.Content.Headers.ContentLength is not null
            || response.Headers.TransferEncodingChunked == true
            || (int)response.StatusCode is 204 or 304
            || response.RequestMessage?.Method == HttpMethod.Head;
        if (!isFramed && !WholeText.Is(body))
        {
            throw new ConnectorException(
                ConnectorFailure.Transient,
                $"{what}: the answer has neither a length nor chunks, so it cannot be told whether it is whole; "
                + "if it stays so, have the partner or the proxy in between send Content-Length.");
        }
    }

    private static ConnectorException TooLarge(string what, long maxBytes) => new(
        ConnectorFailure.Configuration,
        $"{what}: the answer is larger than {maxBytes / 1_048_576} MB; ask for smaller pages, "
        + "or raise limits.maxAnswerMegabytes.");
}
