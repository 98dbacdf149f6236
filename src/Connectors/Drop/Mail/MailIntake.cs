using System.Runtime.CompilerServices;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Search;
using MimeKit;
using MimeKit.Tnef;

namespace DealerIntegration.Connectors.Drop.Mail;

/// <summary>
/// A mailbox that dealers send their files to (邮箱收件). A stored mail gets a flag and stays where it is; a mail that is
/// not for the hub is not touched.
/// </summary>
internal sealed class MailIntake(MailOptions options, ISecrets secrets, TimeProvider clock) : IIntake
{
    /// <summary>The flag of a stored mail; a server that keeps no flags of ours gets the star instead.</summary>
    internal const string StoredKeyword = "HubStored";

    private readonly MailConnection _connection = new(options, secrets);
    private readonly MailScreen _screen = new(options);
    private readonly Dictionary<string, UniqueId> _taken = new(StringComparer.Ordinal);

    public IntakeWay Way => IntakeWay.Mail;

    public async IAsyncEnumerable<Parcel> LookAsync(
        Func<string, bool> isDealer, IntakeReport report, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var mail in await _connection.ImapAsync(imap => ListAsync(imap, cancel), cancel))
        {
            var (dealer, sender, reason) = _screen.Judge(mail, isDealer);
            if (reason is not null)
            {
                report.Leave(dealer, sender, reason);
                continue;
            }

            if (await FetchAsync(mail.UniqueId, dealer, sender, cancel) is not { } parcel)
            {
                report.Leave(dealer, sender, "it is no mail that can be read");
                continue;
            }

            if (parcel.Files.Count == 0)
            {
                report.Leave(dealer, sender, "it has no attachment");
            }

            _taken[parcel.Place] = mail.UniqueId;
            yield return parcel;
        }
    }

    public Task<bool> ClearAsync(Parcel parcel, CancellationToken cancel) => _connection.ImapAsync(
        async imap =>
        {
            var inbox = await InboxAsync(imap, cancel);
            var request = KeepsKeywords(inbox)
                ? new StoreFlagsRequest(StoreAction.Add, MessageFlags.None, [StoredKeyword]) { Silent = true }
                : new StoreFlagsRequest(StoreAction.Add, MessageFlags.Flagged) { Silent = true };
            await inbox.StoreAsync(_taken[parcel.Place], request, cancel);
            return true;
        },
        cancel);

    public async Task<PushOutcome> ReplyAsync(IntakeReply reply, CancellationToken cancel)
    {
        var mail = ReplyMail.Write(reply, options.Address, clock.GetUtcNow());
        try
        {
            await _connection.SmtpAsync(_ => Task.FromResult(true), cancel);
        }
        catch (ConnectorException e) when (e.Failure == ConnectorFailure.Transient)
        {
            return new PushOutcome.Unknown(e.Message, MayHaveArrived: false);
        }

        try
        {
            await _connection.SmtpAsync(smtp => smtp.SendAsync(mail, cancel), cancel);
        }
        catch (SmtpCommandException e)
        {
            return OutcomeOf(e, reply);
        }
        catch (ConnectorException e) when (e.Failure == ConnectorFailure.Transient)
        {
            // The line broke once the mail was under way: only the server knows whether it has it.
            return new PushOutcome.Unknown(e.Message);
        }

        var id = ReplyMail.IdOf(reply, options.Address);
        return new PushOutcome.Done(await KeepAsync(mail, cancel) is { } loss ? $"{id} ({loss})" : id);
    }

    public async Task<string?> FindReplyAsync(IntakeReply reply, CancellationToken cancel)
    {
        var id = ReplyMail.IdOf(reply, options.Address);
        var found = await _connection.ImapAsync(
            async imap =>
            {
                var sent = await SentAsync(imap, cancel);
                await sent.OpenAsync(FolderAccess.ReadOnly, cancel);
                return await sent.SearchAsync(SearchQuery.HeaderContains("Message-Id", id), cancel);
            },
            cancel);

        // A mail server keeps no list of what it has taken. Its own copy, or ours, would lie here; without one nobody
        // but a person can tell, and a dealer must not get the same answer twice.
        return found.Count > 0 ? id : throw new ConnectorException(
            ConnectorFailure.Transient,
            $"an earlier try broke off and '{options.Sent}' holds no copy: the reply to {reply.Thread!.To} may or may "
            + "not have arrived. Ask the dealer or look into the mail server's log, then "
            + $"./hub uploads reply {reply.Key} --arrived, or --again to send it once more.");
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Only what the server says about this reply or its receiver ends it; the rest may pass.</summary>
    private PushOutcome OutcomeOf(SmtpCommandException e, IntakeReply reply) => e.ErrorCode switch
    {
        SmtpErrorCode.SenderNotAccepted when (int)e.StatusCode >= 500 => throw new ConnectorException(
            ConnectorFailure.Configuration,
            $"the mail server sends nothing from {options.Address}: {e.Message} Correct 'address' or the sign-in of "
            + $"'smtp' in {IntakeFile.FileName}.",
            e),
        SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted when (int)e.StatusCode >= 500 =>
            new PushOutcome.Refused($"the mail server refuses the reply to {reply.Thread!.To}: {e.Message}"),
        _ => new PushOutcome.Unknown(
            $"the mail server does not take the reply now: {e.Message}", MayHaveArrived: false),
    };

    /// <summary>The mail with its files, or null when it is malformed beyond reading.</summary>
    private async Task<Parcel?> FetchAsync(UniqueId uid, string dealer, string sender, CancellationToken cancel)
    {
        try
        {
            var mail = await _connection.ImapAsync(
                async imap => await (await InboxAsync(imap, cancel)).GetMessageAsync(uid, cancel), cancel);
            var id = mail.MessageId is { Length: > 0 } given ? given : $"{uid.Validity}.{uid.Id}@{options.Address}";
            return new Parcel(
                dealer, id, "", MailFiles.Of(mail, dealer),
                new MailThread(sender, id, [.. mail.References], mail.Subject ?? ""));
        }
        catch (Exception e) when (e is FormatException or TnefException)
        {
            return null;
        }
    }

    private async Task<IList<IMessageSummary>> ListAsync(ImapClient imap, CancellationToken cancel)
    {
        var inbox = await InboxAsync(imap, cancel);
        var isNew = KeepsKeywords(inbox) ? SearchQuery.NotKeyword(StoredKeyword) : SearchQuery.NotFlagged;
        var since = clock.GetUtcNow().UtcDateTime.AddDays(-options.LookBackDays);
        var found = await inbox.SearchAsync(
            isNew.And(SearchQuery.NotDeleted).And(SearchQuery.DeliveredAfter(since)), cancel);
        return found.Count == 0
            ? []
            : await inbox.FetchAsync(
                found,
                new FetchRequest(
                    MessageSummaryItems.UniqueId | MessageSummaryItems.Envelope | MessageSummaryItems.Size,
                    MailScreen.Headers),
                cancel);
    }

    /// <summary>
    /// Keeps a copy by which a later repeat is recognised. The server has the reply by now: that the copy is lost does
    /// not make it unsent, and is told beside the outcome.
    /// </summary>
    private async Task<string?> KeepAsync(MimeMessage mail, CancellationToken cancel)
    {
        try
        {
            await _connection.ImapAsync(
                async imap =>
                {
                    var sent = await SentAsync(imap, cancel);
                    await sent.OpenAsync(FolderAccess.ReadWrite, cancel);
                    // Some servers file a copy themselves.
                    var own = await sent.SearchAsync(
                        SearchQuery.HeaderContains("Message-Id", mail.MessageId!), cancel);
                    return own.Count == 0 ? await sent.AppendAsync(mail, MessageFlags.Seen, cancel) : null;
                },
                cancel);
            return null;
        }
        catch (ConnectorException e)
        {
            return $"sent, but no copy could be put into '{options.Sent}': {e.Message}";
        }
    }

    private async Task<IMailFolder> InboxAsync(ImapClient imap, CancellationToken cancel)
    {
        var inbox = await imap.GetFolderAsync(options.Inbox, cancel);
        if (inbox is not { IsOpen: true, Access: FolderAccess.ReadWrite })
        {
            await inbox.OpenAsync(FolderAccess.ReadWrite, cancel);
        }

        return inbox;
    }

    private async Task<IMailFolder> SentAsync(ImapClient imap, CancellationToken cancel)
    {
        try
        {
            return await imap.GetFolderAsync(options.Sent, cancel);
        }
        catch (FolderNotFoundException)
        {
            return await OwnAsync(imap.GetFolder(imap.PersonalNamespaces[0]), cancel);
        }
    }

    // Some servers keep all folders of a mailbox below the inbox.
    private async Task<IMailFolder> OwnAsync(IMailFolder root, CancellationToken cancel)
    {
        try
        {
            return await root.GetSubfolderAsync(options.Sent, cancel);
        }
        catch (FolderNotFoundException)
        {
            return await root.CreateAsync(options.Sent, isMessageFolder: true, cancel)
                ?? throw new FolderNotFoundException(options.Sent);
        }
    }

    private static bool KeepsKeywords(IMailFolder folder) =>
        folder.PermanentFlags.HasFlag(MessageFlags.UserDefined);
}
