using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Files;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>
/// Reads the calls that a WMS makes (WMS 回传) out of the folder of a relay, and answers none of them. A call whose
/// signature does not fit is rejected by its file's name. What was stored leaves the folder; a call that comes again is
/// known by its content.
/// </summary>
internal sealed class CallbackSource(QimenClient client, ConnectorFile file) : ISource
{
    private const string Verdict = "verdict";
    private const string Good = "ok";
    private const string Taken = "taken";
    private const string Rejected = "rejected";

    private static readonly EnumerationOptions Flat = new() { RecurseSubdirectories = false };

    private readonly PerMapping<CallbackQuery> _queries =
        new PerMapping<CallbackQuery>(d => QueryOf(file, d)).Prepare(file.Datasets);

    public Task<IReadOnlyList<string>> PartsAsync(DatasetMapping dataset, Window window, CancellationToken cancel)
    {
        var folder = FolderOf(dataset);
        return Directory.Exists(folder)
            ? Task.FromResult<IReadOnlyList<string>>([.. Directory.EnumerateFiles(folder, "*", Flat)
                .Select(p => Path.GetFileName(p)!)
                .Where(FileFolder.IsWhole)
                .Order(StringComparer.Ordinal)])
            : throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{file.FilePath}, dataset '{dataset.Dataset}': the folder {folder} does not exist; create it, or "
                + "correct source.callbacks.");
    }

    public async IAsyncEnumerable<RawPage> PullAsync(
        DatasetMapping dataset,
        string part,
        Window window,
        string? cursor,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var path = PathOf(dataset, part);
        if (new FileInfo(path).Length > _queries.Of(dataset).LargestKilobytes * 1024L)
        {
            yield return new RawPage(Named(part, "too-large"), ReadOnlyMemory<byte>.Empty, null);
            yield break;
        }

        var content = await File.ReadAllBytesAsync(path, cancel);
        yield return new RawPage(Named(part, VerdictOn(content, dataset)), content, null);
    }

    /// <summary>What was found when the call came stands in the page's name: the secret may change later.</summary>
    public IEnumerable<SourceRecord> Read(DatasetMapping dataset, RawPage page)
    {
        var (name, verdict) = Parted(page.Name);
        if (verdict != Good || CallbackFile.Of(page.Body) is not { } call)
        {
            return [new RejectedCallback(name, verdict)];
        }

        try
        {
            var root = XmlBody.Parse(call.Body, name);
            return CallbackRecord.All(root, call.Method, name, Digest(call));
        }
        catch (ConnectorException)
        {
            // Signed as it is: the WMS itself sent no XML. The row tells, and the other calls are still read.
            return [new RejectedCallback(name, "no-xml")];
        }
    }

    /// <summary>Puts a call away that is stored: below <c>taken</c>, or below <c>rejected</c>.</summary>
    public Task TakenAsync(DatasetMapping dataset, string part, CancellationToken cancel)
    {
        var path = Path.Combine(FolderOf(dataset), part);
        if (!File.Exists(path))
        {
            return Task.CompletedTask;
        }

        var isGood = new FileInfo(path).Length <= _queries.Of(dataset).LargestKilobytes * 1024L
            && VerdictOn(File.ReadAllBytes(path), dataset) == Good;
        var folder = Directory.CreateDirectory(Path.Combine(FolderOf(dataset), isGood ? Taken : Rejected));
        var target = Path.Combine(folder.FullName, part);
        for (var i = 2; File.Exists(target); i++)
        {
            target = Path.Combine(folder.FullName, $"{i}-{part}");
        }

        File.Move(path, target);
        return Task.CompletedTask;
    }

    private string VerdictOn(ReadOnlyMemory<byte> content, DatasetMapping dataset)
    {
        if (CallbackFile.Of(content) is not { } call)
        {
            return "no-query";
        }

        return !client.IsFromWms(call.Parameters, call.Body.Span) ? "forged"
            : call.Parameters.GetValueOrDefault("customerId", client.App.Customer) != client.App.Customer
                ? "other-customer"
                : !_queries.Of(dataset).Methods.Contains(call.Method) ? "unwanted" : Good;
    }

    // Another run may have put it away in the meantime; what it says is the same.
    private string PathOf(DatasetMapping dataset, string part)
    {
        if (part != Path.GetFileName(part) || part is "." or "..")
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration, $"'{part}' is not the name of a file in its folder.");
        }

        var folder = FolderOf(dataset);
        return new[] { folder, Path.Combine(folder, Taken), Path.Combine(folder, Rejected) }
            .Select(f => Path.Combine(f, part))
            .FirstOrDefault(File.Exists) ?? throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{Path.Combine(folder, part)}: the file is gone; have the relay lay it down again.");
    }

    private string FolderOf(DatasetMapping dataset) => Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(Path.GetFullPath(file.FilePath)) ?? "", _queries.Of(dataset).Callbacks));

    private static string Named(string part, string verdict) => $"{part}?{Verdict}={verdict}";

    private static (string Name, string Verdict) Parted(string name)
    {
        var mark = name.LastIndexOf($"?{Verdict}=", StringComparison.Ordinal);
        return mark < 0 ? (name, "no-query") : (name[..mark], name[(mark + Verdict.Length + 2)..]);
    }

    private static string Digest(CallbackFile call) => Convert.ToHexString(SHA256.HashData(call.Body.Span))[..32];

    private static CallbackQuery QueryOf(ConnectorFile file, DatasetMapping dataset) => ConfigFile
        .Parse<CallbackQuery>(dataset.Source.GetRawText(), $"{file.FilePath}, dataset '{dataset.Dataset}', source");
}
