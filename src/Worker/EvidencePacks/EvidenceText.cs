namespace DealerIntegration.Worker.EvidencePacks;

/// <summary>Evidence as it is stored, a sign and a sentence a line, taken apart by what it speaks for.</summary>
internal sealed record EvidenceText(
    IReadOnlyList<string> For, IReadOnlyList<string> Against, IReadOnlyList<string> Neutral)
{
    public static EvidenceText Of(string stored)
    {
        var lines = stored.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToLookup(line => line[0] is '+' or '-' ? line[0] : '·', line => line.TrimStart('+', '-', '·').Trim());
        return new EvidenceText([.. lines['+']], [.. lines['-']], [.. lines['·']]);
    }
}
