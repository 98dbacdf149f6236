using System.Globalization;
using System.Text;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Diversion.Index;

/// <summary>
/// Opens the book of trace codes as of a watermark (追溯码簿): maps index files of the data folder, and makes what is
/// missing. Workers and processes of one machine share the files; one makes, the others wait for it.
/// </summary>
/// <remarks>
/// A file that is damaged, of another database, of another build of the hub or newer than the watermark is not used. A
/// file is deleted once two newer ones of its kind exist.
/// </remarks>
internal sealed class CodeBooks(HubPaths paths, Database database) : IDisposable
{
    private const string WholeKind = "codes";
    private const string ChangedKind = "changes";
    private const string Ending = ".index";
    private const int Kept = 2;

    // A share of the whole beyond which it is cheaper to make it anew than to lay changes over it.
    private const int ShareOfWhole = 10;
    private const int FewCodes = 200_000;
    private const int FewVersions = 20_000;

    private static readonly TimeSpan Building = TimeSpan.FromHours(1);
    private static readonly ulong Code =
        new CodeHash(0).Of(Encoding.UTF8.GetBytes(CodeVersion.Current.ToUpperInvariant()));

    private readonly SemaphoreSlim _gate = new(1);
    private Shared? _last;

    private string Folder => FolderOf(paths);

    /// <summary>The book as of a watermark; give it back when done.</summary>
    public async Task<Lease> OpenAsync(long watermark, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            if (_last?.Watermark != watermark)
            {
                var next = new Shared(watermark, await MakeAsync(watermark, cancel));
                _last?.Release();
                _last = next;
            }

            return new Lease(_last.Take());
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Index files of all codes, the newest first.</summary>
    public static IReadOnlyList<(string Path, long Watermark)> WholeFiles(HubPaths paths) =>
        Directory.Exists(FolderOf(paths)) ? Files(FolderOf(paths), WholeKind) : [];

    public void Dispose()
    {
        _last?.Release();
        _gate.Dispose();
    }

    private async Task<CodeBook> MakeAsync(long watermark, CancellationToken cancel)
    {
        Directory.CreateDirectory(Folder);
        await using var alone = await FileLock.TakeAsync(Path.Combine(Folder, "lock"), cancel, Building);
        return await database.InTransactionAsync(
            async (_, transaction) =>
            {
                var whole = await LatestWholeAsync(transaction, watermark, cancel);
                if (whole is not null && whole.Head.Watermark == watermark)
                {
                    return new CodeBook(whole, null);
                }

                if (whole is not null && await ChangedAsync(transaction, whole, watermark, cancel) is { } changed)
                {
                    return new CodeBook(whole, changed);
                }

                whole?.Dispose();
                return new CodeBook(await MakeWholeAsync(transaction, watermark, cancel), null);
            },
            cancel);
    }

    private async Task<MappedIndex?> LatestWholeAsync(
        NpgsqlTransaction transaction, long watermark, CancellationToken cancel)
    {
        foreach (var (file, at) in Files(Folder, WholeKind).Where(f => f.Watermark <= watermark))
        {
            if (await TryOpenAsync(transaction, file, 0, at, cancel) is { } index)
            {
                return index;
            }
        }

        return null;
    }

    private async Task<MappedIndex?> ChangedAsync(
        NpgsqlTransaction transaction, MappedIndex whole, long watermark, CancellationToken cancel)
    {
        var from = whole.Head.Watermark;
        var path = PathOf(ChangedKind, from, watermark);
        if (File.Exists(path) && await TryOpenAsync(transaction, path, from, watermark, cancel) is { } known)
        {
            return known;
        }

        var most = Math.Max(FewVersions, whole.Groups / ShareOfWhole);
        if (await CodeStore.HasMoreAsync(transaction, from, watermark, most, cancel)
            || await new IndexChanges(transaction, whole, watermark)
                .MakeAsync(Math.Max(FewCodes, whole.Codes / ShareOfWhole), cancel) is not { } sections)
        {
            return null;
        }

        return await WriteAsync(transaction, path, from, watermark, sections, cancel);
    }

    private async Task<MappedIndex> MakeWholeAsync(
        NpgsqlTransaction transaction, long watermark, CancellationToken cancel)
    {
        var (book, _) = await CodeStore.IdentityAsync(transaction, watermark, cancel);
        var draft = new IndexDraft(IndexHead.HashOf(book));
        await CodeStore.ReadAllAsync(transaction, watermark, draft, cancel);
        return await WriteAsync(
            transaction, PathOf(WholeKind, 0, watermark), 0, watermark, IndexFinish.Of(draft), cancel);
    }

    private async Task<MappedIndex> WriteAsync(
        NpgsqlTransaction transaction, string path, long from, long watermark, IndexSections sections,
        CancellationToken cancel)
    {
        var (book, witness) = await CodeStore.IdentityAsync(transaction, watermark, cancel);
        IndexFile.Write(path, new IndexHead(book, from, watermark, Code, witness), sections);
        DeleteOld();
        return MappedIndex.TryOpen(path)
            ?? throw new IOException(
                $"The index of codes {path} cannot be read back: check the disk of the data folder.");
    }

    /// <summary>
    /// Maps a file; null where it is damaged, of another database, of another build or of another course of events.
    /// </summary>
    public static async Task<MappedIndex?> TryOpenAsync(
        NpgsqlTransaction transaction, string path, long from, long watermark, CancellationToken cancel)
    {
        if (MappedIndex.TryOpen(path) is not { } index)
        {
            return null;
        }

        var (book, witness) = await CodeStore.IdentityAsync(transaction, watermark, cancel);
        if (index.Head == new IndexHead(book, from, watermark, Code, witness))
        {
            return index;
        }

        index.Dispose();
        return null;
    }

    private void DeleteOld()
    {
        foreach (var kind in new[] { WholeKind, ChangedKind })
        {
            // By age: a database that was reset begins with low watermarks again.
            foreach (var (path, _) in Files(Folder, kind)
                         .OrderByDescending(f => File.GetLastWriteTimeUtc(f.Path)).Skip(Kept))
            {
                File.Delete(path);
            }
        }
    }

    private static string FolderOf(HubPaths paths) => Path.Combine(paths.Data, "codes");

    private string PathOf(string kind, long from, long watermark) =>
        Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{kind}-{from}-{watermark}{Ending}"));

    // Newest first. Names are ours: kind, watermark below, watermark.
    private static List<(string Path, long Watermark)> Files(string folder, string kind) => Directory
        .EnumerateFiles(folder, $"{kind}-*{Ending}")
        .Select(path => (path, Path.GetFileNameWithoutExtension(path).Split('-')))
        .Where(f => f.Item2.Length == 3 && long.TryParse(f.Item2[2], CultureInfo.InvariantCulture, out _))
        .Select(f => (f.path, long.Parse(f.Item2[2], CultureInfo.InvariantCulture)))
        .OrderByDescending(f => f.Item2)
        .ToList();

    /// <summary>A book in use by one worker.</summary>
    internal sealed class Lease(Shared shared) : IDisposable
    {
        public CodeBook Book => shared.Book;

        public void Dispose() => shared.Release();
    }

    /// <summary>A mapped book; unmapped when the last one gives it back.</summary>
    internal sealed class Shared(long watermark, CodeBook book)
    {
        private int _users = 1;

        public long Watermark => watermark;

        public CodeBook Book => book;

        public Shared Take()
        {
            Interlocked.Increment(ref _users);
            return this;
        }

        public void Release()
        {
            if (Interlocked.Decrement(ref _users) == 0)
            {
                book.Dispose();
            }
        }
    }
}
