using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Intake;

/// <summary>
/// A server that replies go to, as the outbox sees it (回复渠道). The file of a reply is read when it is sent, because
/// many of them would not fit into memory.
/// </summary>
internal sealed class ReplyTarget(Database database, IIntake intake) : ITarget
{
    public async Task<PushOutcome> PushAsync(PushDocument document, CancellationToken cancel) =>
        await intake.ReplyAsync(await ReplyAsync(document, cancel), cancel);

    public async Task<string?> FindAsync(PushDocument document, CancellationToken cancel) =>
        await intake.FindReplyAsync(await ReplyAsync(document, cancel), cancel);

    private Task<IntakeReply> ReplyAsync(PushDocument document, CancellationToken cancel) =>
        database.InTransactionAsync(
            (_, transaction) => ReplyStore.GetAsync(transaction, document.Key, cancel), cancel);
}
