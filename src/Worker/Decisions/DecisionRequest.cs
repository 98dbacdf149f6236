using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;

namespace DealerIntegration.Worker.Decisions;

/// <summary>Who decides about which dealer's month, and why (人工处理申请).</summary>
internal sealed record DecisionRequest(Period Period, string Dealer, string Actor, string Reason)
{
    /// <summary>Ids as people write them: <c>A,B</c>, blanks around them do not count.</summary>
    public static IReadOnlyList<string> Ids(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Both ends of an item as a break names them: <c>our id|their id</c>; one may be empty.</summary>
    /// <exception cref="UsageException">It is not of that form.</exception>
    public static (string? Our, string? Their) Item(string text)
    {
        var parts = text.Split('|', StringSplitOptions.TrimEntries);
        return parts is [var our, var their] && our.Length + their.Length > 0
            ? (our.Length == 0 ? null : our, their.Length == 0 ? null : their)
            : throw new UsageException(
                $"'{text}' is not an item; write our id, a bar and their id as the break names them, for example "
                + "\"R1|7\"; where one side has no line, leave it empty: \"R1|\".");
    }
}
