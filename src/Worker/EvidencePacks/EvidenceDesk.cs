using DealerIntegration.Worker.Cases;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.EvidencePacks.Packing;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.EvidencePacks;

/// <summary>Makes evidence packs (出具证据包): reads, packs, seals, and puts the seal on the record.</summary>
internal sealed class EvidenceDesk(Database database, AuditLog audit, HubPaths paths, HubOptions options)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.Principal.TimeZone);

    /// <summary>
    /// The pack of a case. Its seal stands in the audit log before anybody has the file: a pack that is shown later can
    /// be held against it.
    /// </summary>
    /// <param name="number">Number of the case.</param>
    /// <param name="run">The run to show; null: the last finished one that has the case.</param>
    /// <param name="by">A user of channel control.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="UsageException">There is no such case, or it is not for this person to hand out.</exception>
    public async Task<SealedPack> MakeAsync(
        string number, long? run, string by, DateTimeOffset now, CancellationToken cancel)
    {
        var evidence = await database.RolledBackAsync(
            async transaction =>
            {
                await ChannelControl.RequireAsync(transaction, by, cancel);
                return await new CaseReader(paths).ReadAsync(transaction, number, run, cancel);
            },
            cancel);
        var entries = PackContent.Of(evidence, utc => TimeZoneInfo.ConvertTimeFromUtc(
            DateTime.SpecifyKind(utc, DateTimeKind.Utc), _zone));
        var manifest = PackManifest.Of(number, evidence.Run.Id, evidence.Case.RulesVersion, entries);
        using var key = await HubKey.OpenAsync(paths, cancel);
        var seal = key.Sign(PackJson.Write(manifest), now);
        await audit.WriteAsync(
            by, "evidence.pack", number,
            $"run {evidence.Run.Id}, manifest {seal.ManifestSha256}, sealed {seal.SealedAt} by key {seal.Fingerprint}",
            cancel);
        return new SealedPack(PackFile.Write(manifest, entries, seal), manifest, seal);
    }
}

/// <summary>A pack that is ready to be handed over.</summary>
internal sealed record SealedPack(byte[] Content, PackManifest Manifest, PackSeal Seal)
{
    /// <summary>What the file of a case's pack is called.</summary>
    public static string NameOf(string number) => $"evidence-{number}.zip";
}
