using System.Globalization;
using System.Text;

namespace DealerIntegration.Connectors.Sap.Batch;

/// <summary>
/// Writes a <c>$batch</c> (批处理报文): reads stand alone, writes in changesets, of which each happens whole or not at all.
/// Every line ends with CR LF.
/// </summary>
internal static class BatchRequest
{
    private const string Line = "\r\n";

    /// <param name="parts">One list for each part: a single read, or the writes of one changeset.</param>
    public static HttpContent Content(IReadOnlyList<IReadOnlyList<BatchOperation>> parts)
    {
        // What a document says must never look like the end of its part.
        var mark = Guid.NewGuid().ToString("N");
        var text = new StringBuilder();
        var id = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"--batch_{mark}{Line}");
            if (parts[i] is [{ IsRead: true } read])
            {
                Append(text, read, contentId: null);
                continue;
            }

            var changeset = $"changeset_{mark}_{i + 1}";
            text.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary={changeset}{Line}");
            text.Append(Line);
            foreach (var operation in parts[i])
            {
                text.Append(CultureInfo.InvariantCulture, $"--{changeset}{Line}");
                Append(text, operation, ++id);
            }

            text.Append(CultureInfo.InvariantCulture, $"--{changeset}--{Line}");
        }

        text.Append(CultureInfo.InvariantCulture, $"--batch_{mark}--{Line}");
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text.ToString()));
        content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/mixed; boundary=batch_{mark}");
        return content;
    }

    private static void Append(StringBuilder text, BatchOperation operation, int? contentId)
    {
        Header(text, "Content-Type", "application/http");
        Header(text, "Content-Transfer-Encoding", "binary");
        if (contentId is { } id)
        {
            Header(text, "Content-ID", id.ToString(CultureInfo.InvariantCulture));
        }

        text.Append(Line);
        text.Append(CultureInfo.InvariantCulture, $"{operation.Method} {operation.Path} HTTP/1.1{Line}");
        Header(text, "Accept", "application/json");
        if (operation.IfMatch is { } version)
        {
            Header(text, "If-Match", version);
        }

        if (operation.Body is { } body)
        {
            var length = Encoding.UTF8.GetByteCount(body);
            Header(text, "Content-Type", "application/json");
            Header(text, "Content-Length", length.ToString(CultureInfo.InvariantCulture));
        }

        text.Append(Line).Append(operation.Body).Append(Line);
    }

    private static void Header(StringBuilder text, string name, string value) =>
        text.Append(name).Append(": ").Append(value).Append(Line);
}
