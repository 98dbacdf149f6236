using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Checks;

namespace DealerIntegration.Worker.Pipelines.Uploads.Checks;

/// <summary>
/// Findings of a long file (校验结果): of errors and of warnings as many as the definition lets a file have; errors beyond
/// that are only counted, for the file is then refused.
/// </summary>
internal sealed class FoundRows
{
    private readonly List<RowFinding> _findings = [];
    private int _errors;
    private int _warnings;

    public IReadOnlyList<RowFinding> Findings => _findings;

    public long Unlisted { get; private set; }

    /// <returns>Keys of the documents that an error refuses.</returns>
    public IReadOnlySet<string> Add(UploadDefinition definition, IReadOnlyList<RowFinding> findings)
    {
        var refused = new HashSet<string>(StringComparer.Ordinal);
        foreach (var finding in findings)
        {
            if (finding.Severity == CheckSeverity.Warning)
            {
                Keep(finding, _warnings++ < definition.RejectLimit);
                continue;
            }

            refused.Add(finding.Document.Key);
            var kept = _errors++ <= definition.RejectLimit;
            Keep(finding, kept);
            Unlisted += kept ? 0 : 1;
        }

        return refused;
    }

    public void Clear()
    {
        _findings.Clear();
        (_errors, _warnings, Unlisted) = (0, 0, 0);
    }

    private void Keep(RowFinding finding, bool isKept)
    {
        if (isKept)
        {
            _findings.Add(finding);
        }
    }
}
