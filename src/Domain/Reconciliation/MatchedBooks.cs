using DealerIntegration.Domain.Reconciliation.Causes;
using DealerIntegration.Domain.Reconciliation.Causes.Files;
using DealerIntegration.Domain.Reconciliation.Steps;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>
/// Two books whose lines with the same number are matched (按单据号勾对后). Nearly all lines are by now, so that documents
/// are looked up for the few that are not, before the other steps run and the differences are explained.
/// </summary>
public sealed class MatchedBooks
{
    private readonly DealerBook _ours;
    private readonly DealerBook _theirs;
    private readonly Workspace _workspace;
    private readonly Period _period;
    private bool _isExplained;

    internal MatchedBooks(DealerBook ours, DealerBook theirs, Workspace workspace, Period period)
    {
        (_ours, _theirs, _workspace, _period) = (ours, theirs, workspace, period);
        Wanted = Ask(workspace);
    }

    /// <summary>The documents that <see cref="Explain"/> wants to see.</summary>
    public EvidenceRequest Wanted { get; }

    /// <summary>Runs the remaining steps and explains what they leave. Once only: lines are taken by it.</summary>
    public ReconciliationResult Explain(Evidence evidence)
    {
        if (_isExplained)
        {
            throw new InvalidOperationException($"The books of {_ours.DealerCode} are explained already.");
        }

        _isExplained = true;
        _workspace.AddNeighbours(evidence.OurNeighbours, evidence.TheirNeighbours);
        foreach (var step in _workspace.Rules.Steps.SkipWhile(MatchSteps.GoesByNumber))
        {
            MatchSteps.Named(step).Run(step, _workspace);
        }

        var breaks = new Explanation(new CaseFile(_workspace, evidence, _period), _ours.Currency).Breaks();
        var explained = new SortedDictionary<BreakCause, decimal>();
        var corrections = 0m;
        foreach (var found in breaks)
        {
            if (found.Cause is { } cause)
            {
                explained[cause] = explained.GetValueOrDefault(cause) + found.Effect;
                corrections += found.OurCorrection ? found.Effect : 0m;
            }
        }

        // From the stated balances, never from the lines: what a book states and does not list has to show here.
        var difference = _theirs.ClosingBalance - _ours.ClosingBalance;
        var explainedAmount = explained.Values.Sum();
        return new ReconciliationResult(
            _ours.DealerCode,
            _period,
            _ours.Currency,
            _workspace.Rules.Code,
            _workspace.Rules.Version,
            difference,
            _theirs.OpeningBalance - _ours.OpeningBalance,
            _workspace.MatchesInOrder(),
            breaks,
            [.. StatementCheck.Of(_ours, _theirs, _period), .. _workspace.Findings],
            explained,
            difference - explainedAmount,
            _ours.ClosingBalance + corrections,
            _theirs.ClosingBalance - (explainedAmount - corrections))
        {
            Proposals = _workspace.Proposals,
            OpenItems = [.. breaks.Where(b => b.Effect != 0m).Select(b => OpenItem.Of(b, _period))],
        };
    }

    private static EvidenceRequest Ask(Workspace workspace)
    {
        var invoices = new HashSet<string>(StringComparer.Ordinal);
        var references = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in workspace.Pairs)
        {
            if (pair.Match.OurAmount != pair.Match.TheirAmount)
            {
                invoices.UnionWith(pair.Ours.Select(item => item.Entry.Id));
            }
        }

        foreach (var item in workspace.Ours.Where(item => !item.Taken))
        {
            invoices.Add(item.Entry.Id);
            AddReference(item);
        }

        // A shipment or a claim is often named in the text only.
        var keys = new DocumentKey(workspace.Rules.Prefixes);
        foreach (var item in workspace.Theirs.Where(item => !item.Taken))
        {
            AddReference(item);
            references.UnionWith(TextNumbers.Of(item.Entry.Text, keys));
            references.UnionWith(TextNumbers.AsWritten(item.Entry.Text));
        }

        // What the dealer books of another month may have another amount, and that difference a cause of its own.
        invoices.UnionWith(workspace.OurNeighbours
            .Where(item => item.Key.Length > 0 && references.Contains(item.Key))
            .Select(item => item.Entry.Id));

        return new EvidenceRequest(
            [.. invoices.Order(StringComparer.Ordinal)], [.. references.Order(StringComparer.Ordinal)]);

        void AddReference(Item item)
        {
            if (item.Key.Length > 0)
            {
                references.Add(item.Key);
                references.Add(item.Entry.Reference.Trim());
            }
        }
    }
}
