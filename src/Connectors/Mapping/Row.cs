using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>What a field is read from: its own record, the document around it and its place in that document.</summary>
/// <param name="Number">1-based position among the document's lines.</param>
internal readonly record struct Row(SourceRecord Record, SourceRecord Document, int Number)
{
    /// <summary>The text at a path; a path that starts with a slash is read from the document.</summary>
    public bool TryGet(string path, out string? text) => path.StartsWith('/')
        ? Document.TryGet(path[1..], out text)
        : Record.TryGet(path, out text);

    /// <summary>The same as it stands in the page, see <see cref="SourceRecord.TryGetPlain"/>.</summary>
    public bool TryGetPlain(string path, out ReadOnlySpan<byte> utf8) => path.StartsWith('/')
        ? Document.TryGetPlain(path[1..], out utf8)
        : Record.TryGetPlain(path, out utf8);
}
