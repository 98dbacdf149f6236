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

        using var body = new MemoryStream(declared is > 0 ? (int)declared : 0);
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
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

        var type = response.Content.Headers.ContentType;
        return new Answer(response.StatusCode, response.Headers, type?.MediaType, body.ToArray())
        {
            ContentType = type?.ToString(),
        };
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
