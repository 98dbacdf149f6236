using System.IO.Compression;

namespace DealerIntegration.Simulators.Demo;

/// <summary>
/// The sealed evidence of a case (证据包), handed to somebody who trusts nothing but the file: as it is, and with one
/// digit changed.
/// </summary>
/// <param name="Content">What the hub said is in the whole one.</param>
internal sealed record EvidencePack(bool IsIntact, bool IsAlteredRefused, string Content)
{
    public static async Task<EvidencePack> Make(
        Hub hub, DemoFolder folder, string number, Person person, CancellationToken cancellation)
    {
        var file = folder.Pack(number);
        var made = await hub.Ask("hub-evidence", person, cancellation, "evidence", number, "--out", file);
        var key = made.Select(line => line.Split(" by key ")).FirstOrDefault(parts => parts.Length == 2)?[1].Trim()
            ?? throw new DemoFailure("hub evidence did not say by which key it has sealed the pack.");
        var altered = Alter(file);
        var verdicts = await Task.WhenAll(
            hub.Try("hub-verify", cancellation, "verify", file, "--key", key),
            hub.Try("hub-verify-altered", cancellation, "verify", altered, "--key", key));
        return new EvidencePack(
            verdicts[0].Code == 0 && Says(verdicts[0], "Intact:"),
            verdicts[1].Code != 0 && Says(verdicts[1], "CHANGED:"),
            verdicts[0].Lines.Count > 0 ? verdicts[0].Lines[0].Split(", ")[^1].TrimEnd('.') : "nothing was said");
    }

    private static bool Says((int Code, IReadOnlyList<string> Lines) told, string word) =>
        told.Lines.Any(line => line.StartsWith(word, StringComparison.Ordinal));

    /// <summary>The same archive, entry for entry, with the last digit of its largest text another one.</summary>
    private static string Alter(string file)
    {
        var altered = file[..^".zip".Length] + "-altered.zip";
        using var from = ZipFile.OpenRead(file);
        var victim = from.Entries.Where(entry => entry.Name.EndsWith(".jsonl", StringComparison.Ordinal))
            .MaxBy(entry => entry.Length)
            ?? throw new DemoFailure($"{file} holds no evidence that could be altered.");
        using var stream = new FileStream(altered, FileMode.Create);
        using var to = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var entry in from.Entries)
        {
            using var memory = new MemoryStream();
            using (var content = entry.Open())
            {
                content.CopyTo(memory);
            }

            var bytes = memory.ToArray();
            if (entry == victim)
            {
                var digit = bytes.AsSpan().LastIndexOfAnyInRange((byte)'0', (byte)'9');
                bytes[digit] = bytes[digit] == (byte)'9' ? (byte)'0' : (byte)(bytes[digit] + 1);
            }

            var copy = to.CreateEntry(entry.FullName);
            copy.LastWriteTime = entry.LastWriteTime;
            using var target = copy.Open();
            target.Write(bytes);
        }

        return altered;
    }
}
