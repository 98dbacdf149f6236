namespace DealerIntegration.Repo.Tests.Reading;

/// <summary>The checkout these tests were built in, and its files without what builds leave.</summary>
internal static class Repository
{
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal)
    {
        "bin", "obj", ".git", ".vs", ".idea", "artifacts", "TestResults", "node_modules",
    };

    public static readonly string Root = FindRoot();

    /// <summary>Every file, as path with forward slashes from the root, in order.</summary>
    public static readonly IReadOnlyList<string> Files =
        [.. Walk(new DirectoryInfo(Root)).Select(Relative).Order(StringComparer.Ordinal)];

    public static readonly IReadOnlyList<CSharpFile> Code =
        [.. Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal)).Select(f => new CSharpFile(f, Read(f)))];

    public static IEnumerable<string> Projects => Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal));

    public static IEnumerable<CSharpFile> CodeUnder(string folder) =>
        Code.Where(f => f.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    public static string Full(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(Full(path));

    public static bool Exists(string path) => File.Exists(Full(path)) || Directory.Exists(Full(path));

    /// <summary>A file whose content is text; workbooks, pictures and the like hold a zero byte early on.</summary>
    public static bool IsText(string path)
    {
        using var stream = File.OpenRead(Full(path));
        var head = new byte[8000];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return !head.AsSpan(0, read).Contains((byte)0);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DealerIntegration.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No DealerIntegration.sln above {AppContext.BaseDirectory}.");
    }

    private static IEnumerable<string> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(f => !Skipped.Contains(f.Name)).Select(f => f.FullName)
            .Concat(folder.EnumerateDirectories().Where(d => !Skipped.Contains(d.Name)).SelectMany(Walk));

    private static string Relative(string full) => Path.GetRelativePath(Root, full).Replace('\\', '/');
}
