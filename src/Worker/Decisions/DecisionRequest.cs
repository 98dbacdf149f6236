using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;

namespace DealerIntegration.Worker.Decisions;

/// <summary>Who decides about which dealer's month, and why (人工处理申请).</summary>
internal sealed record DecisionRequest(Period Period, string Dealer, string Actor, string Reason)
{
    /// <summary>Ids as people write them: <c>A,B</c>, blanks around them do not count.</summary>
    public static IReadOnlyList<string> Ids(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// The lines of an item as a break names it: our ids, a bar, their ids; of several a blank stands between, and one
    /// side may be empty.
    /// </summary>
    /// <exception cref="UsageException">It is not of that form.</exception>
    public static (IReadOnlyList<string> Ours, IReadOnlyList<string> Theirs) Item(string text)
    {
        // The first bar parts the books: an item carried from an earlier month may have one in the dealer's part.
        var bar = text.IndexOf('|');
        return bar >= 0 && text.Length > 1
            ? (Parts(text[..bar]), Parts(text[(bar + 1)..]))
            : throw new UsageException(
                $"'{text}' is not an item; write our id, a bar and their id as the break names them, for example "
                + "\"R1|7\"; where one side has no line, leave it empty: \"R1|\".");

        static string[] Parts(string ids) => ids.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
