using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.EvidencePacks;

/// <summary>
/// The way of one code up to an instant (码的路径), the oldest step first, as the book of custody tells it: the same by
/// which its scan was judged.
/// </summary>
/// <param name="At">UTC.</param>
/// <param name="State">Where the goods stood then.</param>
/// <param name="Holder">The dealer that answered for them; null: the principal, or nobody known.</param>
/// <param name="Gap">What is missing in the chain, in words; null: nothing.</param>
internal sealed record CodePath(
    string Code, DateTime At, CustodyState State, string? Holder, PackWords? Gap, IReadOnlyList<PathStep> Steps)
{
    /// <returns>A path for each code and instant, in their order.</returns>
    public static IReadOnlyList<CodePath> Of(CodeTrace trace, IEnumerable<(string Code, DateTime At)> wanted)
    {
        var book = trace.ToBook();
        return [.. wanted.Select(w => Of(book, w.Code, w.At))];
    }

    private static CodePath Of(CustodyBook book, string code, DateTime at)
    {
        var (normal, instant) = (TraceCode.Normalise(code), InstantOf(at));
        var custody = book.At(normal, instant);
        var steps = book.LifeOf(normal).Entries
            .Where(e => e.Event.HappenedAt <= instant)
            .Select(e => new PathStep(
                e.Event.HappenedAt.UtcDateTime,
                e.Event.Step.ToString().ToLowerInvariant(),
                e.Unit ?? normal,
                e.Event.ParentCode,
                e.Event.FromDealer,
                e.Event.ToDealer,
                e.Event.Document,
                e.Event.EventId));
        var gap = custody.Gap is { } text ? PackWords.Of(text) : null;
        return new CodePath(code, at, custody.State, custody.Dealer, gap, [.. steps]);
    }

    private static DateTimeOffset InstantOf(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}

/// <summary>One step of the way (环节): an event of the code itself or of a unit it lay in.</summary>
/// <param name="Code">What the step happened to: the code, or the carton or pallet around it.</param>
/// <param name="Unit">What it was put into or taken out of.</param>
internal sealed record PathStep(
    DateTime At,
    string Step,
    string Code,
    string? Unit,
    string? FromDealer,
    string? ToDealer,
    string? Document,
    string EventId);
