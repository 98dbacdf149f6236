using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Drop;

/// <summary>The ways a dealer's file may come, and its reply go (收件方式).</summary>
public enum IntakeWay
{
    Folder,
    Sftp,
    Mail,
}

/// <summary>
/// A place that dealers' files come from and replies go to (收件渠道). The order is always the same: look, store what
/// was found, and only then clear it away; so a crash at any point loses nothing, and what was stored but not cleared
/// is found again under the same place and mark.
/// </summary>
/// <remarks>
/// Every member throws a <see cref="ConnectorException"/>: transient when the place cannot be reached, configuration
/// when it refuses us or is not the one we were told of. An instance holds one connection and serves one caller.
/// </remarks>
public interface IIntake : IAsyncDisposable
{
    IntakeWay Way { get; }

    /// <summary>Looks once and hands out what is whole, one parcel at a time.</summary>
    /// <param name="isDealer">Which codes belong to a dealer.</param>
    /// <param name="report">Gets what is there but was not handed out, and why.</param>
    IAsyncEnumerable<Parcel> LookAsync(Func<string, bool> isDealer, IntakeReport report, CancellationToken cancel);

    /// <summary>Takes a parcel of the last look out of the way, once the hub has stored it.</summary>
    /// <returns>False: it has changed since the look and stays, to be taken again.</returns>
    Task<bool> ClearAsync(Parcel parcel, CancellationToken cancel);

    /// <summary>Sends a reply once, whole or not at all.</summary>
    Task<PushOutcome> ReplyAsync(IntakeReply reply, CancellationToken cancel);

    /// <summary>Where a reply of this key already is; null when it is certain that it is nowhere.</summary>
    /// <exception cref="ConnectorException">Transient: it cannot be told, so it must not be sent again.</exception>
    Task<string?> FindReplyAsync(IntakeReply reply, CancellationToken cancel);
}
