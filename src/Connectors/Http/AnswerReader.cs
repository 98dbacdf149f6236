using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Http;

/// <summary>Takes an answer in, and refuses one that may have been torn on the way.</summary>
internal static class AnswerReader
{
    /// <exception cref="ConnectorException">The answer may be incomplete, or is larger than allowed.</exception>
    public static async Task<Answer> ReadAsync(HttpResponseMessage response, long maxBytes, CancellationToken cancel)
    {
        RequireFraming(response);
        var declared = response.Content.Headers.ContentLength;
        if (declared > maxBytes)
        {
            throw TooLarge(maxBytes);
        }

        var type = response.Content.Headers.ContentType;
        return new Answer(
            response.StatusCode, response.Headers, type?.MediaType,
            await BytesAsync(response.Content, declared, maxBytes, cancel))
        {
            ContentType = type?.ToString(),
        };
    }

    private static async Task<byte[]> BytesAsync(
        HttpContent content, long? declared, long maxBytes, CancellationToken cancel)
    {
        await using var stream = await content.ReadAsStreamAsync(cancel);
        if (declared is { } length)
        {
            // Read where it stays: a page of many megabytes is not copied twice more. The client itself throws where
            // the body ends early; only an answer that has none by its status may declare more than comes.
            var whole = new byte[length];
            var came = await stream.ReadAtLeastAsync(whole, whole.Length, throwOnEndOfStream: false, cancel);
            return came == whole.Length ? whole : whole[..came];
        }

        using var body = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancel)) > 0)
        {
            if (body.Length + read > maxBytes)
            {
                throw TooLarge(maxBytes);
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    // Without a length and without chunks the end of the connection is the end of the answer: a broken line then looks
    // like a short answer, and HttpClient does not notice.
    private static void RequireFraming(HttpResponseMessage response)
    {
        var framed = response.Version.Major >= 2
            || response.Content.Headers.ContentLength is not null
            || response.Headers.TransferEncodingChunked == true
            || (int)response.StatusCode is 204 or 304;
        if (!framed)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient,
                "The answer has neither a length nor chunks, so it cannot be told whether it is whole; "
                + "if it stays so, have the partner or the proxy in between send Content-Length.");
        }

        if (response.Content.Headers.ContentEncoding.Count > 0)
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"The answer is compressed ({string.Join(", ", response.Content.Headers.ContentEncoding)}) "
                + "although that was not asked for; turn it off for the hub.");
        }
    }

    private static ConnectorException TooLarge(long maxBytes) => new(
        ConnectorFailure.Configuration,
        $"The answer is larger than {maxBytes / 1_048_576} MB; ask for smaller pages, "
        + "or raise limits.maxAnswerMegabytes.");
}
