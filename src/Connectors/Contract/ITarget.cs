namespace DealerIntegration.Connectors.Contract;

/// <summary>A partner system that takes documents. One document, one effect: see <see cref="PushOutcome"/>.</summary>
public interface ITarget
{
    /// <summary>
    /// Sends a document once. Never retries by itself after the request may have reached the partner.
    /// </summary>
    Task<PushOutcome> PushAsync(PushDocument document, CancellationToken cancel);

    /// <summary>
    /// Looks our own key up in the partner: the partner's number, or null when it has no such document.
    /// </summary>
    /// <exception cref="ConnectorException">The partner could not be asked, so nothing is known.</exception>
    Task<string?> FindAsync(PushDocument document, CancellationToken cancel);

    /// <summary>
    /// What the partner's own description says against the documents that it would get (推送核对), one sentence each,
    /// which begins with the kind of document.
    /// </summary>
    /// <exception cref="ConnectorException">The partner could not be asked.</exception>
    Task<IReadOnlyList<string>> ComplaintsAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>([]);
}

/// <summary>
/// A document on its way out. <paramref name="Key"/> was stored before the first send and never changes.
/// </summary>
/// <param name="Kind">One of <see cref="PushKinds"/>.</param>
/// <param name="Payload">The document as JSON, in the canonical field names.</param>
public sealed record PushDocument(string Kind, string Key, string DealerCode, string Payload);

/// <summary>The three outcomes of a push: done, refused, unknown. Nothing else happens.</summary>
public abstract record PushOutcome
{
    private PushOutcome()
    {
    }

    /// <summary>The partner has it, under this number of its own.</summary>
    /// <param name="Notice">What the partner had to remark although it took the document.</param>
    public sealed record Done(string PartnerNumber, string? Notice = null) : PushOutcome;

    /// <summary>The partner says no; sending the same again would be refused again.</summary>
    public sealed record Refused(string Reason) : PushOutcome;

    /// <summary>Not sent, or sent with no clear answer: look the key up before any retry.</summary>
    /// <param name="MayHaveArrived">False: it certainly had no effect, so it may be sent again without a look.</param>
    public sealed record Unknown(string Reason, TimeSpan? RetryAfter = null, bool MayHaveArrived = true) : PushOutcome
    {
        /// <summary>
        /// The partner itself has answered, so that it is not at it any more: a look-up tells all there is to know.
        /// </summary>
        public bool IsAnswered { get; init; }
    }
}
