using System.Net.Http.Headers;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Sap.Metadata;

/// <summary>Asks services what they are (读取元数据).</summary>
internal static class SapMetadata
{
    /// <summary>Null where there is no such service for this user.</summary>
    /// <exception cref="Contract.ConnectorException">It could not be asked, or its answer is no metadata.</exception>
    public static async Task<EdmService?> OfAsync(SapClient client, string service, CancellationToken cancel)
    {
        var answer = await client.AskAsync(
            HttpMethod.Get,
            $"{service}/$metadata",
            r =>
            {
                r.Headers.Accept.Clear();
                r.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/xml"));
            },
            IsAbsent,
            cancel);
        return IsAbsent(answer) ? null : EdmxReader.Read(answer.Body, service);
    }

    private static bool IsAbsent(Answer answer) => (int)answer.Status is 403 or 404;
}
