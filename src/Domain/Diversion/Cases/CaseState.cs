namespace DealerIntegration.Domain.Diversion.Cases;

/// <summary>Where a diversion case stands (案件状态). A case that nobody has touched is open.</summary>
public enum CaseState
{
    /// <summary>Found, and nobody has been told (待处理).</summary>
    Open,

    /// <summary>The dealer knows what it is accused of and may appeal (已通知).</summary>
    Notified,

    /// <summary>The dealer has answered; somebody has to rule (已申诉).</summary>
    Appealed,

    /// <summary>Ruled a diversion (裁定成立): volume is moved, rebates follow.</summary>
    Confirmed,

    /// <summary>The dealer has appealed against the ruling (复议中); until it is decided the ruling stands.</summary>
    Contested,

    /// <summary>Ruled no diversion, or the ruling was taken back (裁定不成立).</summary>
    Dismissed,

    /// <summary>Over (已结案).</summary>
    Closed,
}

/// <summary>What a person does about a case (案件操作).</summary>
public enum CaseAction
{
    /// <summary>Tells the dealer (通知).</summary>
    Notify,

    /// <summary>Takes down the dealer's appeal (申诉): before a ruling, or against it.</summary>
    Appeal,

    /// <summary>Rules that it was a diversion (成立); on an appeal against the ruling, that it stands.</summary>
    Confirm,

    /// <summary>Rules that it was none (不成立).</summary>
    Dismiss,

    /// <summary>Takes a confirming ruling back (撤销裁定), as a successful appeal demands.</summary>
    Reverse,

    /// <summary>Ends it (结案).</summary>
    Close,

    /// <summary>Starts another round (重启) of a closed case that has grown.</summary>
    Reopen,
}
