using System.Runtime.CompilerServices;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Drop;

/// <summary>The drop folder as a place that files come from (投递目录).</summary>
public sealed class FolderIntake(DropFolder folder) : IIntake
{
    public IntakeWay Way => IntakeWay.Folder;

    public async IAsyncEnumerable<Parcel> LookAsync(
        Func<string, bool> isDealer, IntakeReport report, [EnumeratorCancellation] CancellationToken cancel)
    {
        // A folder of this machine is read at once; there is nothing to wait for.
        await Task.CompletedTask;
        var listing = folder.Look(isDealer);
        foreach (var waiting in listing.Waiting)
        {
            report.Leave(waiting.DealerCode, waiting.Name, waiting.Reason);
        }

        foreach (var file in listing.Ready)
        {
            cancel.ThrowIfCancellationRequested();
            yield return new Parcel(
                file.DealerCode, $"{file.DealerCode}/{file.Name}", $"{file.ModifiedAt:O} {file.Sha256}", [file]);
        }
    }

    public Task<bool> ClearAsync(Parcel parcel, CancellationToken cancel) =>
        Task.FromResult(parcel.Files.All(folder.Remove));

    public Task<PushOutcome> ReplyAsync(IntakeReply reply, CancellationToken cancel) =>
        Task.FromResult<PushOutcome>(new PushOutcome.Done(
            folder.Answer(reply.DealerCode, reply.FileName, reply.Content)));

    // Writing the same file again under the same name changes nothing, so there is no need to look for it.
    public Task<string?> FindReplyAsync(IntakeReply reply, CancellationToken cancel) => Task.FromResult<string?>(null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
