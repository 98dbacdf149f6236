namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// One way to recognise that lines of both books are the same (勾对步骤). It only takes what is still open.
/// </summary>
internal interface IMatchStep
{
    void Run(string name, Workspace workspace);
}
