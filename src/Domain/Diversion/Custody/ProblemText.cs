namespace DealerIntegration.Domain.Diversion.Custody;

/// <summary>Puts a fault into words, with its events and where the last of them was read.</summary>
internal static class ProblemText
{
    public static CustodyProblem Of(BookEntries entries, int code, Fault fault)
    {
        var told = fault.Events.Distinct().Order().Select(e => entries.Events[e]).ToList();
        var (first, last) = (told[0], told[^1]);
        var name = entries.Codes[code];
        var text = fault.Kind switch
        {
            CustodyFault.PackingCycle when fault.Units.Count == 1 => "was packed into itself.",
            CustodyFault.PackingCycle =>
                $"lies in {string.Join(", that in ", fault.Units.Select(u => entries.Codes[u]))}.",
            CustodyFault.TwoUnits =>
                $"was packed into {first.ParentCode} and then, without having been taken out, into {last.ParentCode}"
                + (first.HappenedAt == last.HappenedAt ? " at the same instant." : "."),
            CustodyFault.NotPacked when last.Codes.Count == 0 => "was emptied, but nothing had been packed into it.",
            CustodyFault.NotPacked => $"was taken out of {last.ParentCode ?? "a unit"}, but was not in it.",
            CustodyFault.AfterWithdrawal => $"moved ({last.Step} {last.Document}) after it was destroyed or recalled.",
            _ => $"was given away by {last.FromDealer ?? "the principal"} ({last.Step} {last.Document}), but "
                + $"{entries.DealerOf(fault.Holder) ?? "the principal"} had it.",
        };
        return new CustodyProblem(
            name, fault.Kind, [.. told.Select(e => e.EventId)], last.Origin, $"{name} {text}");
    }
}
