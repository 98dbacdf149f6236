namespace DealerIntegration.Connectors.Drop;

/// <summary>
/// What comes in and is cleared away as one (来件): a file of a folder, or a mail with all its attachments.
/// </summary>
/// <param name="Place">Where it lies: the path, or the message id.</param>
/// <param name="Mark">What tells it from another that lay in the same place before.</param>
/// <param name="Files">Empty for a mail without an attachment.</param>
/// <param name="Thread">What a reply by mail has to answer.</param>
public sealed record Parcel(
    string DealerCode, string Place, string Mark, IReadOnlyList<DroppedFile> Files, MailThread? Thread = null);

/// <summary>The mail that a reply answers (邮件会话).</summary>
/// <param name="To">The sender's address as it is listed, without a display name.</param>
/// <param name="MessageId">Without angle brackets; empty: it answers no mail.</param>
/// <param name="References">Ids of the mails before it, oldest first.</param>
public sealed record MailThread(string To, string MessageId, IReadOnlyList<string> References, string Subject)
{
    /// <summary>A mail of its own, which answers none.</summary>
    public static MailThread New(string to, string subject) => new(to, "", [], subject);

    public bool AnswersNone => MessageId.Length == 0;
}
