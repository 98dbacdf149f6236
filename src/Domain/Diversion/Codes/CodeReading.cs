using DealerIntegration.Domain.Diversion.Codes.Gs1;

namespace DealerIntegration.Domain.Diversion.Codes;

/// <summary>A code as it was read (读码结果).</summary>
/// <param name="Text">As scanned or written.</param>
/// <param name="NormalForm">
/// The one form under which the hub keeps the code, whatever syntax it came in: a GS1 code as a Digital Link without
/// domain, <c>/01/04012345111118/21/2017</c>, a private code as <see cref="TraceCode.Normalise"/> writes it. It holds
/// no blank, and reading or normalising it again changes nothing. Also given beside a problem, to be shown.
/// </param>
/// <param name="Identity">Key and qualifier of a GS1 code.</param>
/// <param name="Level">What it stands on, when the code itself tells.</param>
/// <param name="Product">GTIN of an item or class, or the product a private pattern names.</param>
/// <param name="Pattern">Name of the private pattern that fits.</param>
/// <param name="Problem">Why the code must not be used; null when it may.</param>
public sealed record CodeReading(
    string Text,
    CodeKind Kind,
    string NormalForm,
    Gs1Identity? Identity,
    CodeLevel? Level,
    string? Product,
    string? Pattern,
    CodeProblem? Problem)
{
    /// <summary>Whether it names one thing that can be packed, shipped and scanned (可追溯).</summary>
    public bool IsTraceable =>
        Problem is null && Kind is CodeKind.Item or CodeKind.LogisticUnit or CodeKind.OtherKey or CodeKind.Private;
}
