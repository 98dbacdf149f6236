using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Tests.Servers;
using DealerIntegration.Worker.Tests.Storage;

namespace DealerIntegration.Worker.Tests.Pipelines.Intake;

/// <summary>Loses the server at the worst moment.</summary>
internal static class Interruption
{
    /// <summary>
    /// The first parcel is being stored when the line is cut: it is committed, and nothing more can be done on the
    /// server. Afterwards the line comes up again and the run goes on.
    /// </summary>
    public static async Task BetweenStoringAndClearingAsync(
        TestHub hub, Wire wire, string scope, Func<Task> inBetween)
    {
        var id = await hub.AskAsync("intake", scope);
        Task working;
        await using (var connection = await hub.Database.OpenAsync(CancellationToken.None))
        await using (var blocker = await connection.BeginTransactionAsync())
        {
            await Blocking.LockAsync(blocker, "raw.arrival");
            working = hub.WorkAsync(id);
            await Blocking.WaitAsync(hub, Blocking.SomebodyWaits);
            wire.GoDown();
            await blocker.RollbackAsync();
        }

        await Blocking.WaitAsync(hub, $"SELECT error IS NOT NULL FROM ops.run_chunk WHERE run_id = {id}");
        await inBetween();
        wire.ComeUp();
        await working;
        Assert.Equal(RunStatus.Succeeded, (await hub.FindAsync(id)).Status);
    }
}
