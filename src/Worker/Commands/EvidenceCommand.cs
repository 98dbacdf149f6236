using System.CommandLine;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.EvidencePacks;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub evidence</c> (出具证据): the sealed pack of a diversion case, and the key it is sealed with.</summary>
internal static class EvidenceCommand
{
    public static Command Create()
    {
        var number = new Argument<string>("case") { Description = "Number of the case, such as DC-202610-610100-…" };
        var run = new Option<long?>("--run")
        {
            Description = "Show what this run found (default: the last finished run that has the case)",
        };
        var output = new Option<string?>("--out")
        {
            Description = "File to write (default: evidence-CASE.zip in this folder)",
        };
        var command = new Command("evidence", "Make the evidence pack of a diversion case; for channel control")
        {
            number, run, output,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            hub => MakeAsync(
                hub, parsed.GetRequiredValue(number), parsed.GetValue(run), parsed.GetValue(output), cancel),
            cancel));
        command.Add(Key());
        return command;
    }

    private static async Task<int> MakeAsync(
        HubStart hub, string number, long? run, string? output, CancellationToken cancel)
    {
        var file = Path.GetFullPath(output ?? SealedPack.NameOf(number));
        await using var database = new Database(hub.ConnectionString);
        var desk = new EvidenceDesk(database, new AuditLog(database), hub.Paths, hub.Options);
        var pack = await desk.MakeAsync(
            number, run, await Caller.ChannelAsync(hub, cancel), TimeProvider.System.GetUtcNow(), cancel);
        AtomicFile.Write(file, pack.Content);
        Console.WriteLine($"Wrote {file} ({pack.Content.Length:#,##0} bytes): case {number} as run "
            + $"{pack.Manifest.Run} found it, rules version {pack.Manifest.RulesVersion}.");
        Console.WriteLine($"Sealed {pack.Seal.SealedAt} by key {pack.Seal.Fingerprint}");
        Console.WriteLine($"Anyone can check it without this hub's database: hub verify {Path.GetFileName(file)} "
            + $"--key {pack.Seal.Fingerprint}");
        return 0;
    }

    private static Command Key()
    {
        var output = new Option<string?>("--out") { Description = "Also write the public key to this file (PEM)" };
        var command = new Command("key", "Print the fingerprint of the key that packs are sealed with") { output };
        command.SetAction(async (parsed, cancel) =>
        {
            var paths = HubPaths.Find(parsed.GetValue(HubCommand.Config), parsed.GetValue(HubCommand.Data));
            paths.Create();
            using var key = await HubKey.OpenAsync(paths, cancel);
            Console.WriteLine(key.Fingerprint);
            if (parsed.GetValue(output) is { } file)
            {
                await File.WriteAllTextAsync(file, key.PublicPem + "\n", cancel);
            }

            return 0;
        });
        return command;
    }
}
