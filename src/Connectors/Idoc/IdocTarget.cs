using System.Text;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// Lays orders down as IDoc files for SAP to take (IDoc 写入). Done means that the file was delivered; what SAP made of
/// it comes back with its own documents.
/// </summary>
internal sealed class IdocTarget(OutboxFolder folder, IdocOutbox outbox, Func<IdocLayouts> layouts) : ITarget
{
    private const string Kind = "sales-order";

    public Task<PushOutcome> PushAsync(PushDocument document, CancellationToken cancel)
    {
        if (Unsendable(document) is { } reason)
        {
            return Outcome(new PushOutcome.Refused(reason));
        }

        try
        {
            var content = Content(document);
            var number = new PushOutcome.Done(OrderIdoc.NumberOf(document.Key));
            var isThere = folder.Delivered(NameOf(document)) is { } delivered
                ? delivered.AsSpan().SequenceEqual(content)
                : folder.Deliver(NameOf(document), content);
            return Outcome(isThere ? number : new PushOutcome.Refused(
                $"Under the key {document.Key} another content was delivered before; the file stays as it is."));
        }
        catch (IdocException e)
        {
            return Outcome(new PushOutcome.Refused($"The order does not fit into an IDoc: {e.Message}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Outcome(new PushOutcome.Unknown($"The outbox cannot be written: {e.Message}"));
        }
    }

    public Task<string?> FindAsync(PushDocument document, CancellationToken cancel)
    {
        if (Unsendable(document) is not null)
        {
            return Task.FromResult<string?>(null);
        }

        try
        {
            var isThere = folder.Delivered(NameOf(document)) is not null;
            return Task.FromResult(isThere ? OrderIdoc.NumberOf(document.Key) : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient, $"The outbox cannot be read: {e.Message}", e);
        }
    }

    // The key becomes the name of a file: it must not lead out of the folder.
    private static string? Unsendable(PushDocument document) =>
        document.Kind != Kind ? $"The outbox takes no document of kind '{document.Kind}' from the hub."
        : document.Key.Length == 0 || document.Key[0] == '.' || !document.Key.All(IsPlain)
            ? $"The key '{document.Key}' cannot name a file; use letters, digits, '-', '_' and '.'."
        : null;

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    // The flat form is made of either, because only it shows that every value fits into SAP's field.
    private byte[] Content(PushDocument document)
    {
        var idoc = OrderIdoc.Of(document, outbox);
        var flat = FlatWriter.Write(idoc, layouts(), FlatWidths.Characters);
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        return outbox.Flat ? utf8.GetBytes(flat) : XmlIdocWriter.Write([idoc], utf8);
    }

    private string NameOf(PushDocument document) => document.Key + (outbox.Flat ? ".txt" : ".xml");

    private static Task<PushOutcome> Outcome(PushOutcome outcome) => Task.FromResult(outcome);
}
