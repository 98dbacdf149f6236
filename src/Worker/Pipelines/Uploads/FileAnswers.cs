using DealerIntegration.Connectors.Drop;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Replies;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Uploads;

/// <summary>
/// Gives a dealer the answer to a file (回复文件): it lies in the dealer's outbox folder, and one to a file that came by a
/// server goes out by it as well.
/// </summary>
internal sealed class FileAnswers(DropFolder drop)
{
    public static bool IsFromFolder(Arrival arrival) => arrival.Way == ArrivalStore.NameOf(IntakeWay.Folder);

    /// <param name="replies">The answer, and what goes with it.</param>
    /// <returns>Where the answer lies.</returns>
    public async Task<string> GiveAsync(
        NpgsqlTransaction transaction, ChunkScope chunk, Arrival arrival, string dealer,
        IReadOnlyList<ReplyFile> replies, string kind, ReplyLanguage language)
    {
        var paths = replies.Select(reply => drop.Answer(dealer, reply.Name, reply.Content)).ToList();
        foreach (var path in paths)
        {
            await FileStore.AddAsync(transaction, chunk.Run.Id, dealer, kind, path, chunk.Cancel);
        }

        if (!IsFromFolder(arrival))
        {
            await ReplyStore.AddAsync(transaction, arrival, dealer, replies, language, chunk.Run.Id, chunk.Cancel);
        }

        return paths[0];
    }
}
