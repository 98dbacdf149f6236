namespace DealerIntegration.Domain.Diversion.Custody;

/// <summary>What does not fit in the events of a code (追溯数据异常).</summary>
public enum CustodyFault
{
    /// <summary>A unit lies, through others, within itself (包装循环).</summary>
    PackingCycle,

    /// <summary>Packed into another unit without having been taken out of the first (一物两箱).</summary>
    TwoUnits,

    /// <summary>Taken out of a unit it was not in (无装箱拆箱).</summary>
    NotPacked,

    /// <summary>Given away by one that did not have it: it was elsewhere (货不在手).</summary>
    ElsewhereAlready,

    /// <summary>Moved after it was destroyed or recalled (注销后流转).</summary>
    AfterWithdrawal,
}

/// <summary>A fault in the events of a code (追溯异常): the run goes on, and somebody corrects the data.</summary>
/// <param name="EventIds">The events that do not fit together, oldest first.</param>
/// <param name="Origin">Where the last of them was read; null when its source did not say.</param>
/// <param name="Text">The fault in words.</param>
public sealed record CustodyProblem(
    string Code, CustodyFault Fault, IReadOnlyList<string> EventIds, string? Origin, string Text)
{
    /// <summary>What to do about it.</summary>
    public string Remedy => Fault switch
    {
        CustodyFault.PackingCycle =>
            "Find the packing event that is wrong, and declare it an error at its source.",
        CustodyFault.TwoUnits =>
            "Ask where the code really lies; declare the wrong packing an error or record the unpacking.",
        CustodyFault.NotPacked => "Record the packing that is missing, or declare the unpacking an error.",
        CustodyFault.ElsewhereAlready =>
            "Record the return or the movement in between, or declare the wrong one an error.",
        _ => "Check the goods: a dead code that moves was copied, or it was destroyed by mistake.",
    };
}
