using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Replies;

namespace DealerIntegration.Connectors.Drop;

/// <summary>A file on its way back to a dealer (回复).</summary>
/// <param name="Key">Stored before the first send; the same reply always has the same.</param>
/// <param name="Answers">Name of the dealer's file that is answered; empty: no file, as for a statement.</param>
/// <param name="Thread">Only for mail.</param>
public sealed record IntakeReply(
    string Key, string DealerCode, string Answers, string FileName, byte[] Content, ReplyLanguage Language,
    MailThread? Thread)
{
    /// <summary>What goes with it: one mail, or beside it in the folder.</summary>
    public IReadOnlyList<ReplyFile> Others { get; init; } = [];
}
