using DealerIntegration.Connectors.Drop;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// A folder from which a partner takes files and deletes them (发出目录). Each name is delivered once, also when the hub
/// stops half-way: a file is staged, then a copy is kept, then the staged one is moved into the folder. So a copy
/// without a staged file was delivered, even after the partner took it; anything else was not.
/// </summary>
internal sealed class OutboxFolder(string folder)
{
    public const string Staging = "staging";
    public const string Kept = "sent";

    /// <summary>What was delivered under a name; null: nothing.</summary>
    public byte[]? Delivered(string name) =>
        File.Exists(KeptPath(name)) && !File.Exists(StagedPath(name)) ? File.ReadAllBytes(KeptPath(name)) : null;

    /// <summary>The partner has not taken the file yet.</summary>
    public bool IsWaiting(string name) => File.Exists(Path.Combine(folder, name));

    /// <returns>False where a file of that name lies there with another content, which stays untouched.</returns>
    public bool Deliver(string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        var isThere = File.Exists(path);
        if (isThere && !content.AsSpan().SequenceEqual(File.ReadAllBytes(path)))
        {
            return false;
        }

        AtomicFile.Write(StagedPath(name), content);
        AtomicFile.Write(KeptPath(name), content);
        if (isThere)
        {
            File.Delete(StagedPath(name));
        }
        else
        {
            File.Move(StagedPath(name), path);
        }

        return true;
    }

    private string StagedPath(string name) => Path.Combine(folder, Staging, name);

    private string KeptPath(string name) => Path.Combine(folder, Kept, name);
}
