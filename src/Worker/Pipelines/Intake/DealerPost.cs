using DealerIntegration.Connectors.Drop;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Intake;

/// <summary>
/// Gives a dealer a file that no file of its own asked for (寄送): a statement, a settlement, an answer to orders. It
/// lies in the outbox folder, and goes out by the server that the dealer uses as well.
/// </summary>
internal sealed class DealerPost(DropFolder drop, HubPaths paths)
{
    /// <returns>Where it lies.</returns>
    public async Task<string> GiveAsync(
        NpgsqlTransaction transaction, Unasked file, long run, CancellationToken cancel)
    {
        var path = drop.Answer(file.Dealer, file.FileName, file.Content);
        await FileStore.AddAsync(transaction, run, file.Dealer, file.Kind, path, cancel, file.Figures);
        if (await WayAsync(transaction, file.Dealer, cancel) is { } found)
        {
            await ReplyStore.AddUnaskedAsync(transaction, file, found.Way, found.Recipient, run, cancel);
        }

        return path;
    }

    /// <summary>Null: it only lies in the outbox folder.</summary>
    private async Task<(IntakeWay Way, string? Recipient)?> WayAsync(
        NpgsqlTransaction transaction, string dealer, CancellationToken cancel)
    {
        var file = IntakeFile.Load(paths.Config);
        if (file.WaysOn().Count == 0)
        {
            return null;
        }

        var last = await ReplyStore.LastWayAsync(transaction, dealer, cancel);
        var way = file.Answers.TryGetValue(dealer, out var preferred) ? preferred
            : last is { } came ? Enum.Parse<IntakeWay>(came.Way, ignoreCase: true) : IntakeWay.Folder;
        return !file.WaysOn().Contains(way) ? null
            : way == IntakeWay.Mail ? Mail(file.Mail!.Senders.GetValueOrDefault(dealer), last?.Address)
            : (way, null);
    }

    // An address that is no longer listed for the dealer gets nothing more.
    private static (IntakeWay Way, string? Recipient)? Mail(List<string>? listed, string? last) =>
        listed is not { Count: > 0 } ? null
        : (IntakeWay.Mail, listed.Find(a => a.Equals(last, StringComparison.OrdinalIgnoreCase)) ?? listed[0]);
}
