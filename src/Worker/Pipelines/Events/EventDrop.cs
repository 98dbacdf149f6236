using DealerIntegration.Connectors.Drop;

namespace DealerIntegration.Worker.Pipelines.Events;

/// <summary>
/// The folder for events among the drop folders (追溯事件投递目录): of the principal's own systems, its logistics and its
/// market team, not of one dealer.
/// </summary>
internal sealed class EventDrop
{
    /// <summary>Name of the folder below the drop folder, and of the one for answers below the outbox.</summary>
    public const string Folder = "events";

    // A day's events of a factory; a file is held in memory while it is read.
    private const long MaxBytes = 128L * 1024 * 1024;

    private readonly DropFolder _drop;

    public EventDrop(DropOptions options, TimeProvider clock)
    {
        Directory.CreateDirectory(Path.Combine(options.Folder, Folder));
        _drop = new DropFolder(options with { MaxBytes = MaxBytes }, clock);
    }

    /// <summary>
    /// Files of the folder that have lain still, and those that nobody will ever take as they are. One that may still
    /// be being written is neither.
    /// </summary>
    public DropListing Look()
    {
        var listing = _drop.Look(name => name == Folder);
        return listing with
        {
            Waiting = [.. listing.Waiting.Where(w => w.DealerCode == Folder && w.Remedy is not null)],
        };
    }

    public bool Remove(DroppedFile file) => _drop.Remove(file);

    public string Answer(string fileName, ReadOnlySpan<byte> content) => _drop.Answer(Folder, fileName, content);
}
