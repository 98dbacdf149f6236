using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Domain.Diversion.Cases;

namespace DealerIntegration.Worker.Cases;

/// <summary>The words for what people do about a case (办案用语), the same on pages and in packs.</summary>
internal static class CaseWords
{
    public static Bilingual State(CaseState state) => Bilingual.Of(CaseSpeech.State(state));

    public static Bilingual Action(CaseAction action) => Bilingual.Of(CaseSpeech.Action(action));

    public static Bilingual Duty(CaseDuty duty) =>
        duty == CaseDuty.Rule ? new("裁定", "rule") : new Bilingual("结案", "close");

    /// <summary>Where volume goes: out of the diverting dealer's figures, or in.</summary>
    public static Bilingual Side(string side) => side switch
    {
        "out" => new("转出", "out"),
        "in" => new("转入", "in"),
        _ => Bilingual.Same(side),
    };

    /// <summary>An entry in the record of a case: a step, a ruling from before steps were kept, or a move.</summary>
    public static Bilingual Entry(string what) => what switch
    {
        "confirmed" => Action(CaseAction.Confirm),
        "dismissed" => Action(CaseAction.Dismiss),
        "move-out" or "move-in" when Side(what["move-".Length..]) is var side =>
            new($"数量{side.Chinese}", $"volume {side.English}"),
        _ when Enum.TryParse<CaseAction>(what, ignoreCase: true, out var action) => Action(action),
        _ => Bilingual.Same(what),
    };
}
