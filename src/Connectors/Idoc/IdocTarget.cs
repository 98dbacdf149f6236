using System.Text;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// Lays orders down as IDoc files for SAP to take (IDoc 写入). Received is not posted: an order is done when SAP's status
/// message says so. Where no folder of status messages is set, done means that the file was handed over.
/// </summary>
internal sealed class IdocTarget(
    OutboxFolder folder, StatusFolder? statuses, IdocOutbox outbox, Func<IdocLayouts> layouts) : ITarget
{
    private const string HandedOver =
        "The file was handed over; whether SAP posted it is not known without a folder of status messages.";

    // SAP posts in its own time: nobody waits for it, the next delivery asks again.
    private static readonly TimeSpan NextLook = TimeSpan.FromMinutes(1);

    public Task<PushOutcome> PushAsync(PushDocument document, CancellationToken cancel)
    {
        if (Unsendable(document) is { } reason)
        {
            return Outcome(new PushOutcome.Refused(reason));
        }

        try
        {
            var content = Content(document);
            var isThere = folder.Delivered(NameOf(document)) is { } delivered
                ? delivered.AsSpan().SequenceEqual(content)
                : folder.Deliver(NameOf(document), content);
            return Outcome(isThere ? Standing(document) : new PushOutcome.Refused(
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
        catch (ConnectorException e)
        {
            return Outcome(new PushOutcome.Unknown(e.Message, NextLook));
        }
    }

    /// <summary>A refused order is not there, though its file was: it is pushed again, and refused again unsent.
    /// </summary>
    public Task<string?> FindAsync(PushDocument document, CancellationToken cancel)
    {
        if (Unsendable(document) is not null)
        {
            return Task.FromResult<string?>(null);
        }

        try
        {
            var standing = folder.Delivered(NameOf(document)) is null ? null : Standing(document);
            return standing is PushOutcome.Unknown open
                ? throw new ConnectorException(ConnectorFailure.Transient, open.Reason) { RetryAfter = NextLook }
                : Task.FromResult((standing as PushOutcome.Done)?.PartnerNumber);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient, $"The outbox cannot be read: {e.Message}", e);
        }
    }

    // What is to be said of an order whose file was delivered.
    private PushOutcome Standing(PushDocument document)
    {
        var number = OrderIdoc.NumberOf(document.Key);
        if (statuses is null)
        {
            return new PushOutcome.Done(number, HandedOver);
        }

        var status = statuses.Of(number);
        return status switch
        {
            { IsPosted: true } => new PushOutcome.Done(status.Document ?? number),
            { IsRefused: true } => new PushOutcome.Refused($"SAP reports {status}"),
            not null => new PushOutcome.Unknown($"SAP has not posted the IDoc {number} yet: {status}", NextLook),
            null when folder.IsWaiting(NameOf(document)) => new PushOutcome.Unknown(
                $"The file {NameOf(document)} lies in the outbox; SAP has not taken it yet.", NextLook),
            null => new PushOutcome.Unknown(
                $"SAP took the file {NameOf(document)} and has sent no status of the IDoc {number} yet.", NextLook),
        };
    }

    // The key becomes the name of a file: it must not lead out of the folder.
    private static string? Unsendable(PushDocument document) =>
        document.Kind != PushKinds.SalesOrder ? $"The outbox takes no document of kind '{document.Kind}' from the hub."
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
