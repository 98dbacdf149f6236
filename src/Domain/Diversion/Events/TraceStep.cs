namespace DealerIntegration.Domain.Diversion.Events;

/// <summary>What happened to trace codes (追溯环节), whatever words a partner uses for it.</summary>
public enum TraceStep
{
    /// <summary>The code was printed and activated (赋码).</summary>
    Commission,

    /// <summary>Codes were put into a carton or onto a pallet (装箱/码垛).</summary>
    Pack,

    /// <summary>Codes were taken out of it (拆箱); without codes, the whole unit was.</summary>
    Unpack,

    /// <summary>Goods left for a dealer (出库).</summary>
    Ship,

    /// <summary>Goods arrived at a dealer, or back at the principal (收货).</summary>
    Receive,

    /// <summary>Goods are on their way back (退货).</summary>
    Return,

    /// <summary>Goods move from one dealer to another with the principal's consent (调拨).</summary>
    Transfer,

    /// <summary>Sold to a consumer, also over the internet (零售/网购); the area is where they were sent to.</summary>
    Sell,

    /// <summary>The code is dead (注销/销毁): goods were destroyed or recalled.</summary>
    Destroy,
}
